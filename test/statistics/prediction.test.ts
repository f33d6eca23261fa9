import fc from 'fast-check';
import { expect, test } from 'vitest';
import { permutationTest } from '../../src/statistics/permutation.js';
import { predictionBound, predictionTest } from '../../src/statistics/prediction.js';
import { smallestBaseline, smallestP } from '../../src/statistics/smallest-p.js';
import { sorted } from '../../src/statistics/sorted.js';

const baseline = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 });
const run = fc.integer({ min: 0, max: 30 });

test('gives the rank of the new run among all', () => {
  expect(predictionTest([10, 20, 30], 25)).toEqual({ pSlower: 2 / 4, pFaster: 3 / 4 });
});

test('is the permutation test of one run', () => {
  fc.assert(
    fc.property(baseline, run, (before, value) => {
      const { pSlower, pFaster } = permutationTest(before, [value]);
      expect(predictionTest(before, value).pSlower).toBeCloseTo(pSlower, 12);
      expect(predictionTest(before, value).pFaster).toBeCloseTo(pFaster, 12);
    }),
  );
});

test('has a bound that a run passes when the test finds it slower', () => {
  fc.assert(
    fc.property(baseline, run, fc.constantFrom(0.05, 0.1, 0.25), (before, value, alpha) => {
      const bound = predictionBound(sorted(before), alpha);
      expect(predictionTest(before, value).pSlower <= alpha).toBe(bound !== null && value > bound);
    }),
  );
});

test('has no bound below the smallest baseline', () => {
  const runs = (count: number) => sorted(Array.from({ length: count }, (_, place) => place));
  expect(predictionBound(runs(18), 0.05)).toBeNull();
  expect(predictionBound(runs(19), 0.05)).toBe(18);
});

test('needs 19 earlier runs for one new run, 239 for one among a dozen budgets', () => {
  expect([smallestBaseline(0.05), smallestBaseline(0.05 / 12)]).toEqual([19, 239]);
});

test('needs fewer earlier runs for several new ones', () => {
  expect([1, 2, 3, 5].map((runs) => smallestBaseline(0.05 / 12, runs))).toEqual([239, 21, 10, 5]);
});

test('counts splits as the smallest p-value has them', () => {
  expect([smallestP(19, 1), smallestP(3, 3), smallestP(10, 10), smallestP(0, 5)]).toEqual([1 / 20, 1 / 20, 1 / 184_756, 1]);
});
