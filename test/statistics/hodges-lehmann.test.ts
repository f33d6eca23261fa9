import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hodgesLehmann } from '../../src/statistics/hodges-lehmann.js';
import { permutationTest } from '../../src/statistics/permutation.js';
import { type Random, randomSource } from '../../src/statistics/random.js';

/** Whole numbers, so that adding and doubling lose nothing. */
const sample = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 });

test('gives the middle of all differences and of all ratios', () => {
  const { absolute, relative } = hodgesLehmann([10, 20, 30], [40]);
  expect(absolute.estimate).toBe(20);
  expect(relative.estimate).toBe(1);
});

test('knows the interval of a table', () => {
  // 5 against 5: 95 % leaves out two differences at each end (Hollander and Wolfe, Nonparametric Statistical Methods, table A.5).
  const { absolute } = hodgesLehmann([1, 2, 3, 4, 5], [100, 110, 120, 130, 140]);
  expect([absolute.low, absolute.high]).toEqual([97, 137]);
});

test('moves with what is added to the new runs', () => {
  fc.assert(
    fc.property(sample, sample, fc.integer({ min: 0, max: 1000 }), (before, after, added) => {
      const still = hodgesLehmann(before, after).absolute;
      const moved = hodgesLehmann(
        before,
        after.map((value) => value + added),
      ).absolute;
      expect(moved).toEqual({ estimate: still.estimate + added, low: still.low + added, high: still.high + added });
    }),
  );
});

test('scales with the unit, and the share does not', () => {
  fc.assert(
    fc.property(sample, sample, fc.constantFrom(0.5, 2, 1024), (before, after, factor) => {
      const scale = (values: readonly number[]) => values.map((value) => value * factor);
      const plain = hodgesLehmann(before, after);
      const { absolute, relative } = hodgesLehmann(scale(before), scale(after));
      expect(absolute).toEqual({
        estimate: plain.absolute.estimate * factor,
        low: plain.absolute.low * factor,
        high: plain.absolute.high * factor,
      });
      expect(relative).toEqual(plain.relative);
    }),
  );
});

test('does not care for the order of runs', () => {
  fc.assert(
    fc.property(sample, sample, (before, after) => {
      expect(hodgesLehmann([...before].reverse(), [...after].sort())).toEqual(hodgesLehmann(before, after));
    }),
  );
});

test('agrees with the test: a shift above nothing is what the test finds', () => {
  const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 8, maxLength: 16 });
  fc.assert(
    fc.property(distinct, fc.integer({ min: 3, max: 5 }), (values, size) => {
      const [before, after] = [values.slice(size), values.slice(0, size)];
      const { absolute, relative } = hodgesLehmann(before, after, 0.9);
      const isFound = permutationTest(before, after).pSlower <= 0.05;
      expect(absolute.low > 0).toBe(isFound);
      expect(relative.low > 0).toBe(isFound);
    }),
  );
});

test('has no bounds where the runs are too few for any', () => {
  const { absolute, relative } = hodgesLehmann([1, 2, 3], [4, 5]);
  expect(absolute).toMatchObject({ low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  expect(relative).toMatchObject({ low: -1, high: Number.POSITIVE_INFINITY });
});

test('calls nothing against nothing no change, and something after nothing infinitely more', () => {
  expect(hodgesLehmann([0, 0], [0, 0]).relative.estimate).toBe(0);
  expect(hodgesLehmann([0, 0], [5, 6]).relative.estimate).toBe(Number.POSITIVE_INFINITY);
});

/** Each family with its own middle removed or not: what is added on top is the true shift. */
const families: Readonly<Record<string, (random: Random) => number>> = {
  skewed: (random) => Math.exp(0.3 * normal(random)),
  'with two modes': (random) => (random() < 0.5 ? 1 : 2) * Math.exp(0.05 * normal(random)),
  'with a heavy tail': (random) => (1 - random()) ** (-1 / 1.5),
};

test.each(Object.entries(families))('covers the true shift of samples %s in at least 94 of 100 draws', (_name, draw) => {
  const random = randomSource(1);
  for (const [before, after] of [
    [5, 5],
    [10, 10],
    [30, 4],
  ] as const) {
    const draws = 2000;
    const covered = Array.from({ length: draws }, () => {
      const old = Array.from({ length: before }, () => draw(random));
      const recent = Array.from({ length: after }, () => draw(random));
      const { low, high } = hodgesLehmann(
        old,
        recent.map((value) => value + 3),
      ).absolute;
      const { low: lowRatio, high: highRatio } = hodgesLehmann(
        old,
        recent.map((value) => value * 1.2),
      ).relative;
      return { absolute: low <= 3 && 3 <= high, relative: lowRatio <= 0.2 && 0.2 <= highRatio };
    });
    expect(covered.filter(({ absolute }) => absolute).length / draws).toBeGreaterThanOrEqual(0.94);
    expect(covered.filter(({ relative }) => relative).length / draws).toBeGreaterThanOrEqual(0.94);
  }
});

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
