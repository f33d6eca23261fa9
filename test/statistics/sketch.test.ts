import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSketch, relativeError, type Sketch } from '../../src/statistics/sketch.js';

const seconds = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const sketchOf = (values: readonly number[]): Sketch => {
  const sketch = createSketch();
  for (const value of values) sketch.add(value);
  return sketch;
};
const quantiles = [0, 0.25, 0.5, 0.95, 0.99, 1];

describe('a sketch', () => {
  it('gives each quantile within its relative error', () => {
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 300 }), fc.constantFrom(...quantiles), (values, q) => {
        const ascending = [...values].sort((left, right) => left - right);
        const truth = ascending[Math.floor(q * (values.length - 1))] ?? 0;
        const told = sketchOf(values).quantile(q);
        expect(Math.abs(told - truth)).toBeLessThanOrEqual(truth * relativeError * (1 + 1e-9));
      }),
    );
  });

  it('merges into what one sketch of all values is, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.array(seconds, { maxLength: 50 }), { maxLength: 8 }), (parts) => {
        const merged = createSketch();
        for (const part of [...parts].reverse()) merged.merge(sketchOf(part));
        const whole = sketchOf(parts.flat());
        expect(merged.count).toBe(whole.count);
        expect(quantiles.map((q) => merged.quantile(q))).toEqual(quantiles.map((q) => whole.quantile(q)));
        expect([merged.least, merged.most]).toEqual([whole.least, whole.most]);
      }),
    );
  });

  it('takes no time at all for what it is, and tells of none where there is none', () => {
    expect(sketchOf([0, 0, 5]).quantile(0.5)).toBe(0);
    expect(createSketch().quantile(0.5)).toBeNaN();
  });
});
