import fc from 'fast-check';
import { expect, test } from 'vitest';
import { familyAlpha } from '../../src/statistics/family.js';
import { holm } from '../../src/statistics/holm.js';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 15 });

test('multiplies the smallest by all, the next by all that are left', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
});

test('leaves a single test as it is', () => {
  expect(holm([0.03])).toEqual([0.03]);
});

test('keeps the order, never lowers a p-value, and stays within one', () => {
  fc.assert(
    fc.property(pValues, (all) => {
      const adjusted = holm(all);
      expect(adjusted.every((p, place) => p >= (all[place] ?? 0) && p <= 1)).toBe(true);
      const order = all.map((_, place) => place).sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0));
      const ascending = order.map((place) => adjusted[place] ?? 0);
      expect([...ascending].sort((a, b) => a - b)).toEqual(ascending);
    }),
  );
});

test('calls what stepping down calls', () => {
  fc.assert(
    fc.property(pValues, fc.constantFrom(0.01, 0.05, 0.3), (all, alpha) => {
      const ascending = [...all].sort((a, b) => a - b);
      const stop = ascending.findIndex((p, rank) => p * (all.length - rank) > alpha);
      expect(holm(all).filter((p) => p <= alpha).length).toBe(stop === -1 ? all.length : stop);
    }),
  );
});

test('corrects for the tests that can speak, not for those that cannot', () => {
  // Two budgets with 10 runs a side, ten with 2 a side, whose smallest p-value is 1 in 6.
  const smallest = [...new Array(2).fill(1 / 184_756), ...new Array(10).fill(1 / 6)];
  expect(familyAlpha(smallest, 0.05)).toBe(0.025);
});

test('corrects for all where all can speak, and lets none speak that could not after the correction', () => {
  expect(familyAlpha(new Array(12).fill(1 / 252), 0.05)).toBe(0.05 / 12);
  expect(familyAlpha(new Array(12).fill(1 / 20), 0.05)).toBeLessThan(1 / 20);
});

test('lets no more tests speak than it corrects for', () => {
  const sizes = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { maxLength: 15 });
  fc.assert(
    fc.property(sizes, (smallest) => {
      const alpha = familyAlpha(smallest, 0.05);
      expect(smallest.filter((p) => p <= alpha).length).toBeLessThanOrEqual(Math.round(0.05 / alpha));
    }),
  );
});
