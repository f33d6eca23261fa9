import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileLowerBound, quantileUpperBound, smallestSample } from '../../src/statistics/quantile-bound.js';
import { randomSource } from '../../src/statistics/random.js';
import { sorted } from '../../src/statistics/sorted.js';

const upTo = (count: number) => sorted(Array.from({ length: count }, (_, place) => place + 1));

test('needs 59 values for a bound of p95 with 95 % confidence', () => {
  expect(smallestSample(0.95, 0.95)).toBe(59);
  expect(quantileUpperBound(upTo(58), 0.95, 0.95)).toBeNull();
  expect(quantileUpperBound(upTo(59), 0.95, 0.95)).toBe(59);
});

test('has a bound exactly from the smallest sample on', () => {
  fc.assert(
    fc.property(fc.constantFrom(0.5, 0.75, 0.9, 0.95, 0.99), fc.constantFrom(0.8, 0.9, 0.95, 0.99), (q, confidence) => {
      const smallest = smallestSample(q, confidence);
      expect(quantileUpperBound(upTo(smallest - 1), q, confidence)).toBeNull();
      expect(quantileUpperBound(upTo(smallest), q, confidence)).toBe(smallest);
    }),
  );
});

test('gives the textbook interval of a median', () => {
  // n = 10: the 2nd and the 9th value hold the median with 97.9 %, so each is a one-sided bound of 95 %.
  expect([quantileLowerBound(upTo(10), 0.5, 0.95), quantileUpperBound(upTo(10), 0.5, 0.95)]).toEqual([2, 9]);
});

test('mirrors the upper bound in the lower one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom(0.25, 0.5, 0.75), (count, q) => {
      const upper = quantileUpperBound(upTo(count), q, 0.95);
      const lower = quantileLowerBound(upTo(count), 1 - q, 0.95);
      expect(lower).toBe(upper === null ? null : count + 1 - upper);
    }),
  );
});

test('finds its rank among ten thousand values too', () => {
  const bound = quantileUpperBound(upTo(10_000), 0.95, 0.95) ?? 0;
  // Mean 9500, standard deviation 21.8, a one-sided 95 % is 1.645 of them.
  expect(Math.abs(bound - 9536)).toBeLessThanOrEqual(1);
});

test('covers the true quantile as often as it says', () => {
  const random = randomSource(1);
  const draws = 2000;
  const covered = Array.from({ length: draws }, () => sorted(Array.from({ length: 100 }, random))).filter(
    (values) => (quantileUpperBound(values, 0.95, 0.95) ?? 0) >= 0.95,
  );
  expect(covered.length / draws).toBeGreaterThanOrEqual(0.94);
});
