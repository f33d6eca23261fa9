import { describe, expect, it } from 'vitest';
import { makeAllTrials } from '../../../src/cli/reproduce/make-all-trials.js';
import type { Measurement } from '../../../src/cli/reproduce/measurement.js';
import { changes } from '../../../src/reproduce/changes.js';
import { type Condition, conditionOf, conditionsFor } from '../../../src/reproduce/conditions.js';
import { madeTrial } from '../../reproduce/made-trials.js';

const conditions = conditionsFor('warm', changes.slice(0, 2));
const set: Condition = conditionOf({ id: 'together', title: 'together', session: {} });
const made = (together: Condition | null, maxTrials = 2) => {
  let now = 0;
  const measurement = { conditions, together: () => together } as unknown as Measurement;
  return makeAllTrials(
    measurement,
    { precision: 0.0001, maxTrials, maxSeconds: 100, seed: 1 },
    {
      perform: async ({ id }, round) => {
        now += 1;
        return madeTrial(id, round, { 'first-run': 0.1 + (now % 7) / 100 });
      },
      now: () => now,
      signal: new AbortController().signal,
      onProgress: () => {},
    },
  );
};

describe('the set of changes', () => {
  it('is measured in rounds of its own, beside the base and the same again', async () => {
    const { made: all, together } = await made(set);
    expect(together).toBe(set);
    const rounds = all.trials.filter(({ condition }) => condition === 'together').map(({ round }) => round);
    expect(rounds).toEqual([2, 3]);
    expect(new Set(all.trials.filter(({ round }) => round === 2).map(({ condition }) => condition))).toEqual(
      new Set(['page-cache-warm', 'page-cache-warm-again', 'together']),
    );
  });

  it('leaves its time to the single ones where there is none', async () => {
    const { made: all, together } = await made(null, 1000);
    expect([together, all.ending, all.seconds]).toEqual([null, 'time', 100]);
  });
});
