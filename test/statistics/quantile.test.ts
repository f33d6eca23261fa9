import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, quantile } from '../../src/statistics/quantile.js';
import { sorted } from '../../src/statistics/sorted.js';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });

test('interpolates as R and NumPy do', () => {
  const ten = sorted([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile(ten, q))).toEqual([1, 3.25, 5.5, 7.75, 10]);
});

test('sorts by number, not by text', () => {
  expect(sorted([100, 9, 20])).toEqual([9, 20, 100]);
});

test('knows no quantile of nothing', () => {
  expect(median([])).toBeNaN();
});

test('takes infinite neighbours for what they are', () => {
  expect(median([1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])).toBe(Number.POSITIVE_INFINITY);
});

test('leaves no more than half of the values on either side of the median', () => {
  fc.assert(
    fc.property(values, (all) => {
      const middle = median(all);
      expect(all.filter((value) => value < middle).length).toBeLessThanOrEqual(all.length / 2);
      expect(all.filter((value) => value > middle).length).toBeLessThanOrEqual(all.length / 2);
    }),
  );
});

test('grows with the quantile', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (all, a, b) => {
      const list = sorted(all);
      expect(quantile(list, Math.min(a, b))).toBeLessThanOrEqual(quantile(list, Math.max(a, b)) + 1e-9);
    }),
  );
});
