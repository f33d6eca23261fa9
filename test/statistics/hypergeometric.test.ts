import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometricTail } from '../../src/statistics/hypergeometric.js';

/** n over k by additions alone. */
const choose = (n: number, k: number): number => {
  let row = [1];
  for (let at = 0; at < n; at++) row = [1, ...row.slice(1).map((one, place) => one + (row[place] ?? 0)), 1];
  return row[k] ?? 0;
};

describe('the tail of the hypergeometric distribution', () => {
  it('is that of Fisher’s cups of tea', () => {
    expect(hypergeometricTail(8, 4, 4, 4)).toBeCloseTo(1 / 70, 10);
    expect(hypergeometricTail(8, 4, 4, 3)).toBeCloseTo(17 / 70, 10);
  });

  it('is certain for what must happen', () => {
    expect(hypergeometricTail(10, 8, 5, 3)).toBe(1);
    expect(hypergeometricTail(10, 8, 5, 0)).toBe(1);
  });

  it('stays a chance for a hundred thousand things', () => {
    expect(hypergeometricTail(100_000, 1000, 100, 60)).toBeGreaterThanOrEqual(0);
    expect(hypergeometricTail(100_000, 1000, 100, 1)).toBeCloseTo(1 - 0.99 ** 100, 2);
  });

  it('is the sum of the chances of each count', () => {
    const size = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(size, size, size, fc.nat(30), (all, some, others, hits) => {
        const [marked, drawn] = [Math.min(some, all), Math.min(others, all)];
        let sum = 0;
        for (let count = hits; count <= Math.min(marked, drawn); count++)
          sum += (choose(marked, count) * choose(all - marked, drawn - count)) / choose(all, drawn);
        expect(hypergeometricTail(all, marked, drawn, hits)).toBeCloseTo(sum, 9);
      }),
    );
  });
});
