import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePoint, steadyFrom } from '../../src/statistics/change-point.js';
import { randomSource } from '../../src/statistics/random.js';

const level = (count: number, value: number, random: () => number): number[] => Array.from({ length: count }, () => value + random());

describe('a change of level', () => {
  it('is found where it is, whatever the size of an outlier', () => {
    const random = randomSource(1);
    const values = [...level(12, 10, random), ...level(18, 5, random)];
    values[3] = 1e9;
    expect(changePoint(values)?.at).toBe(12);
    expect(changePoint(values)?.p).toBeLessThan(0.001);
  });

  it('is none where all values are the same, and where there is one', () => {
    expect(changePoint([3, 3, 3, 3])?.p).toBe(1);
    expect(changePoint([3])).toBeNull();
  });

  it('is told of one level in 5 of 100 series at most', () => {
    const random = randomSource(2);
    const found = Array.from({ length: 400 }, () => changePoint(level(30, 0, random))?.p ?? 1).filter((p) => p < 0.05);
    expect(found.length / 400).toBeLessThanOrEqual(0.05);
  });
});

describe('a steady state', () => {
  it('begins after the last of several changes', () => {
    const random = randomSource(3);
    expect(steadyFrom([...level(10, 100, random), ...level(10, 50, random), ...level(20, 10, random)], 0.05)).toBe(20);
  });

  it('begins within the series, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
        expect(steadyFrom(values, 0.05)).toBeLessThanOrEqual(Math.max(0, values.length - 1));
      }),
    );
  });
});
