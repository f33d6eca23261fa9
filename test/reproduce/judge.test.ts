import { describe, expect, it } from 'vitest';
import { judgePairs, judgeWithin } from '../../src/reproduce/judge.js';
import { randomSource } from '../../src/statistics/random.js';

/** Starts as they scatter: most near 0.2 s, some far behind. */
const starts = (random: () => number, count: number, shift = 0): number[] =>
  Array.from({ length: count }, () => 0.2 + shift + 0.02 * random() + (random() < 0.1 ? 0.1 : 0));

describe('a condition against another', () => {
  it('is clear where it is well behind', () => {
    const random = randomSource(1);
    const [judged] = judgePairs([{ base: starts(random, 15), other: starts(random, 15, 0.05), noise: null }]);
    expect(judged?.verdict).toBe('clear');
    expect(judged?.low).toBeGreaterThan(0.02);
    expect(judged?.high).toBeLessThan(0.08);
  });

  it('is noise against itself in 19 of 20 runs, over all stages together', () => {
    const random = randomSource(2);
    const runs = Array.from({ length: 1600 }, () =>
      judgePairs(Array.from({ length: 7 }, () => ({ base: starts(random, 12), other: starts(random, 12), noise: null }))),
    );
    const samplingError = Math.sqrt((0.05 * 0.95) / runs.length);
    const alarms = runs.filter((judged) => judged.some(({ verdict }) => verdict === 'clear')).length;
    expect(alarms / runs.length).toBeLessThanOrEqual(0.05 + 2 * samplingError);
  });

  it('is noise where the reference differs by more from itself', () => {
    const random = randomSource(3);
    const base = starts(random, 15);
    const noise = { base, other: starts(random, 15, 0.08) };
    expect(judgePairs([{ base, other: starts(random, 15, 0.05), noise }])[0]?.verdict).toBe('noise');
  });

  it('is not judged with few trials', () => {
    expect(judgePairs([{ base: [1, 1.1], other: [2, 2.1], noise: null }])[0]).toMatchObject({ seconds: 1, verdict: 'too-few' });
    expect(judgePairs([{ base: [], other: [2], noise: null }])[0]).toMatchObject({ low: null, high: null, verdict: 'too-few' });
  });
});

describe('differences within processes', () => {
  it('are clear where their interval leaves out zero', () => {
    expect(judgeWithin([1, 2, 3, 4, 5, 6])).toEqual({ seconds: 3.5, low: 1, high: 6, verdict: 'clear' });
    expect(judgeWithin([-1, 2, -3, 4, -5, 6]).verdict).toBe('noise');
    expect(judgeWithin([1, 2, 3])).toEqual({ seconds: 2, low: null, high: null, verdict: 'too-few' });
  });
});
