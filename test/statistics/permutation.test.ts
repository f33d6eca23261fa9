import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mannWhitneyCounts } from '../../src/statistics/mann-whitney.js';
import { permutationTest } from '../../src/statistics/permutation.js';
import { randomSource } from '../../src/statistics/random.js';
import { splits } from './splits.js';

/** Few distinct values, so that ties are common. */
const tied = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 });
const seconds = fc.double({ min: 0.01, max: 1000, noNaN: true });
const sample = fc.array(seconds, { minLength: 1, maxLength: 9 });

/** Pairs in which the second is larger, equal ones by half: says the same as the sum of ranks. */
function pairsAbove(before: readonly number[], after: readonly number[]): number {
  return before.flatMap((a) => after.map((b) => (b > a ? 1 : b === a ? 0.5 : 0))).reduce((sum: number, pair) => sum + pair, 0);
}

test('counts the splits of small samples one by one, with ties and without', () => {
  fc.assert(
    fc.property(tied, tied, (before, after) => {
      const all = splits([...before, ...after], after.length).map(({ chosen, left }) => pairsAbove(left, chosen));
      const observed = pairsAbove(before, after);
      const { pSlower, pFaster } = permutationTest(before, after);
      expect(pSlower).toBeCloseTo(all.filter((pairs) => pairs >= observed).length / all.length, 12);
      expect(pFaster).toBeCloseTo(all.filter((pairs) => pairs <= observed).length / all.length, 12);
    }),
  );
});

test('gives exactly one in twenty for three slow runs after three fast ones', () => {
  expect(permutationTest([1, 2, 3], [4, 5, 6])).toEqual({ pSlower: 1 / 20, pFaster: 1, method: 'exact' });
});

test('does not care for the order of runs', () => {
  fc.assert(
    fc.property(sample, sample, fc.integer(), (before, after, seed) => {
      expect(permutationTest(shuffled(before, seed), shuffled(after, seed))).toEqual(permutationTest(before, after));
    }),
  );
});

test('does not care for the unit', () => {
  fc.assert(
    fc.property(sample, sample, fc.constantFrom(0.5, 1024, 2 ** 20), (before, after, factor) => {
      const scale = (values: readonly number[]) => values.map((value) => value * factor);
      expect(permutationTest(scale(before), scale(after))).toEqual(permutationTest(before, after));
    }),
  );
});

test('says of faster what it says of slower the other way round', () => {
  fc.assert(
    fc.property(sample, sample, (before, after) => {
      expect(permutationTest(after, before).pSlower).toBeCloseTo(permutationTest(before, after).pFaster, 12);
    }),
  );
});

test('finds nothing where all runs are equal', () => {
  expect(permutationTest([3, 3, 3], [3, 3])).toMatchObject({ pSlower: 1, pFaster: 1 });
});

test('draws splits of large tied samples, repeatably and close to the exact count', () => {
  const random = randomSource(3);
  const whole = (count: number, base: number) => Array.from({ length: count }, () => base + Math.floor(random() * 20));
  const [before, after] = [whole(90, 60), whole(90, 61)];
  const drawn = permutationTest(before, after);
  expect(drawn.method).toBe('monte-carlo');
  expect(permutationTest(before, after)).toEqual(drawn);
  // The ties broken at random change little at this size.
  const untied = (values: readonly number[]) => values.map((value) => value + random() * 1e-6);
  expect(Math.abs(drawn.pSlower - permutationTest(untied(before), untied(after)).pSlower)).toBeLessThan(0.02);
});

test('knows the table of Mann and Whitney', () => {
  // Their table for n = 4, m = 3 (1947): P(U ≤ 2) = 0.114, that is 4 of 35.
  expect([...mannWhitneyCounts(4, 3)]).toEqual([1, 1, 2, 3, 4, 4, 5, 4, 4, 3, 2, 1, 1]);
});

test('counts every split, and each as often as its mirror image', () => {
  const counts = mannWhitneyCounts(15, 15);
  expect(total(counts)).toBe(155_117_520);
  expect([...counts].reverse()).toEqual([...counts]);
});

test('counts as many splits as there are, up to its limit', () => {
  let splitsOf400 = 1;
  for (let taken = 1; taken <= 200; taken += 1) splitsOf400 *= (200 + taken) / taken;
  expect(total(mannWhitneyCounts(200, 200)) / splitsOf400).toBeCloseTo(1, 8);
});

test('goes on as the normal distribution where it no longer counts', () => {
  // The share of U up to 2.3263 standard deviations below its mean.
  const shares = [200, 201].map((size) => {
    const counts = mannWhitneyCounts(size, size);
    const deviation = Math.sqrt((size * size * (2 * size + 1)) / 12);
    return total(counts.subarray(0, Math.floor((size * size) / 2 - 2.3263 * deviation))) / total(counts);
  });
  for (const share of shares) expect(share).toBeCloseTo(0.01, 3);
});

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function shuffled(values: readonly number[], seed: number): number[] {
  const random = randomSource(seed);
  return values
    .map((value) => ({ value, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}
