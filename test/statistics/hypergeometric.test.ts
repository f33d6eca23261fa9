import { describe, expect, it } from 'vitest';
import { hypergeometricTail } from '../../src/statistics/hypergeometric.js';

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
});
