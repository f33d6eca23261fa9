import fc from 'fast-check';
import { expect, test } from 'vitest';
import { medianInterval } from '../../src/statistics/median-interval.js';
import { randomSource } from '../../src/statistics/random.js';

test('needs six values for an interval of 95 %', () => {
  expect(medianInterval([1, 2, 3, 4, 5])).toEqual({ estimate: 3, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
  expect(medianInterval([6, 1, 5, 2, 4, 3])).toEqual({ estimate: 3.5, low: 1, high: 6 });
});

test('takes the second and the ninth of ten values, as tables of the sign test do', () => {
  expect(medianInterval([10, 1, 9, 2, 8, 3, 7, 4, 6, 5])).toEqual({ estimate: 5.5, low: 2, high: 9 });
});

test('holds its estimate, whatever the values', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 60 }), (values) => {
      const { estimate, low, high } = medianInterval(values);
      expect(low <= estimate && estimate <= high).toBe(true);
    }),
  );
});

test('holds the true median of values with two modes in 95 of 100 samples', () => {
  const random = randomSource(3);
  const draw = (): number => (random() < 0.5 ? random() : 10 + random());
  const samples = Array.from({ length: 1000 }, () => medianInterval(Array.from({ length: 21 }, draw)));
  // Half lies below 1, half above 10: any bound that spans the gap holds the median.
  expect(samples.filter(({ low, high }) => low <= 1 && high >= 1).length).toBeGreaterThanOrEqual(940);
});
