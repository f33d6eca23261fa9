import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { events, otherReaders } from '../../src/rules/events.js';
import { eventsReadBy } from '../../src/rules/reads.js';
import { loadRules } from '../../src/rules/yaml/load.js';

const code = ['src/timeline', 'src/diagnose']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

describe('words that no cause reads', () => {
  it.each([...otherReaders.keys()])('%s is read by the code that its entry speaks of', async (word) => {
    expect(events.has(word)).toBe(true);
    expect(code).toContain(`'${word}'`);
  });

  it('stand in the list only while no cause reads them', async () => {
    const { causes } = await loadRules('rules');
    const read = new Set(causes.flatMap(({ rule }) => eventsReadBy(rule.when)));
    expect(['graph-capture', 'image-pull', 'shape-not-warmed'].filter((word) => read.has(word))).toEqual([]);
  });
});
