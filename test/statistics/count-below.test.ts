import { describe, expect, it } from 'vitest';
import { countBelow } from '../../src/statistics/count-below.js';

describe('how many ascending values are below a bound', () => {
  it.each([
    [[], 3, 0],
    [[3], 3, 0],
    [[1, 2, 2, 5], 2, 1],
    [[1, 2, 2, 5], 3, 3],
    [[1, 2, 2, 5], 9, 4],
    [[1, 2, 2, 5], 0, 0],
  ])('%j below %i: %i', (values, bound, count) => {
    expect(countBelow(values, (value) => value < bound)).toBe(count);
    expect(countBelow(Float64Array.from(values), (value) => value < bound)).toBe(count);
  });
});
