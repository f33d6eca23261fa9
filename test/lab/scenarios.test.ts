import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRules } from '../../src/rules/load.js';
import { scenarios } from './scenarios/scenarios.js';

const { causes } = await loadRules(join(import.meta.dirname, '../../rules'));
const fixes = new Map(causes.map(({ rule }) => [rule.id, new Set(rule.fixes.map(({ id }) => id))]));

describe('the scenarios of the lab', () => {
  it('each have a name of their own', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
  });

  it('name causes of the catalogue', () => {
    const named = scenarios.flatMap((scenario) => [...scenario.causes.map(({ id }) => id), ...(scenario.open ?? [])]);
    expect(named.filter((id) => !fixes.has(id))).toEqual([]);
  });

  it('mend with fixes that coldcase gives for the cause', () => {
    const mended = scenarios.flatMap((scenario) =>
      scenario.causes.flatMap(({ id, mends = [] }) => mends.map(({ fix }) => ({ scenario: scenario.id, id, fix }))),
    );
    expect(mended.filter(({ id, fix }) => !fixes.get(id)?.has(fix))).toEqual([]);
  });
});
