import { describe, expect, it } from 'vitest';
import { isPrecise, roundsLeft } from '../../src/reproduce/precision.js';

const near = (middle: number, halfWidth: number, count = 20): number[] =>
  Array.from({ length: count }, (_, at) => middle + halfWidth * ((2 * at) / (count - 1) - 1));

describe('precision', () => {
  it('is reached once half the interval of every median is within the share', () => {
    expect(isPrecise([near(1, 0.02), near(1, 0.03)], 0.05)).toBe(true);
    expect(isPrecise([near(1, 0.02), near(1, 0.5)], 0.05)).toBe(false);
  });

  it('takes eight trials, however alike they are', () => {
    expect(isPrecise([near(1, 0, 7)], 0.05)).toBe(false);
    expect(isPrecise([near(1, 0, 8)], 0.05)).toBe(true);
  });

  it('is not reached by a condition of which every trial fails', () => {
    expect(isPrecise([near(1, 0), []], 0.05)).toBe(false);
  });
});

describe('the rounds that are left', () => {
  it('are four times as many for half the width', () => {
    const values = near(1, 0.3);
    const done = values.length;
    const [wide, narrow] = [0.1, 0.05].map((precision) => roundsLeft([values], precision, 10_000) + done);
    expect((narrow ?? 0) / (wide ?? 1)).toBeCloseTo(4, 0);
  });

  it('are all up to the bound where nothing is known yet, and never none', () => {
    expect(roundsLeft([[1, 2, 3]], 0.05, 30)).toBe(27);
    expect(roundsLeft([near(1, 0)], 0.05, 30)).toBe(1);
  });
});
