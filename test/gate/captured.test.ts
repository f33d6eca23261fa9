import { beforeAll, describe, expect, it } from 'vitest';
import { diagnosePaths } from '../../src/diagnose/run.js';
import { runsOf } from '../../src/gate/baseline/record.js';
import { judge } from '../../src/gate/judge.js';
import type { Policy } from '../../src/gate/policy/policy.js';
import type { GateReport } from '../../src/model/gate.js';
import { options, policyOf } from './policies.js';

/** 80 starts of one service, captured: 30 before, and groups of 10 with and without a fault (fixtures/captured/repeats). */
const folder = 'fixtures/captured/repeats';

const text = `version: 1
baseline: { across: [cache] }
regression:
  timeToReady: { share: 20%, floor: 2s }
  firstRequest: { share: 20%, floor: 200ms }
  phases: { compile: { share: 20%, floor: 2s } }
  requestPhases: { tokenizer: { floor: 200ms }, compile: { floor: 200ms } }
`;

let policy: Policy;
let baseline: NonNullable<Parameters<typeof judge>[2]['baseline']>;

beforeAll(async () => {
  policy = await policyOf(text);
  const { report } = await diagnosePaths([`${folder}/before`]);
  baseline = { file: 'baseline.json', baseline: { schemaVersion: 1, runs: runsOf(report.boots, true, new Date('2026-11-26')).runs } };
});

const gateFor = async (group: string): Promise<GateReport> =>
  judge((await diagnosePaths([`${folder}/${group}`])).report, policy, { ...options, baseline, isEachARun: true });

const exceededIn = (gate: GateReport): string[] =>
  gate.budgets
    .filter(({ verdict }) => verdict === 'exceeded')
    .map(({ id }) => id.replace('regression.', ''))
    .sort();

describe('thirty captured starts as a baseline', () => {
  it.each(['unchanged', 'unchanged-busier'])('give no alarm for ten more: %s', async (group) => {
    const gate = await gateFor(group);
    expect([gate.verdict, exceededIn(gate)]).toEqual(['pass', []]);
  });

  it.each([
    ['no-compile-cache', ['phases.compile', 'timeToReady']],
    ['lazy-tokenizer', ['firstRequest', 'requestPhases.tokenizer']],
    ['shape-dropped', ['firstRequest', 'requestPhases.compile']],
  ])('catch and name a real regression: %s', async (group, named) => {
    const gate = await gateFor(group);
    expect([gate.verdict, exceededIn(gate)]).toEqual(['fail', named]);
  });

  it('say of a start without its compile cache in what it differs, where the policy does not compare across that', async () => {
    const strict = await policyOf(text.replace('baseline: { across: [cache] }\n', ''));
    const { report } = await diagnosePaths([`${folder}/no-compile-cache`]);
    const gate = judge(report, strict, { ...options, baseline, isEachARun: true });
    expect(gate.verdict).toBe('undecided');
    expect(gate.budgets[0]?.why).toMatch(/^The baseline holds no run like this one; the nearest differs in cache: /);
  });
});
