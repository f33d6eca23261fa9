import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanesOf, type Stretch } from '../../../src/report/perfetto/lanes.js';

const stretch = (from: number, to: number): Stretch => ({ from, to });
const stretches = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 20 })).map(([from, length]) => stretch(from, from + length)),
  { maxLength: 40 },
);
const isNestedOrApart = (a: Stretch, b: Stretch): boolean =>
  a.to <= b.from || b.to <= a.from || (a.from <= b.from && a.to >= b.to) || (b.from <= a.from && b.to >= a.to);

describe('rows of bars', () => {
  it('keep what nests, and what follows, in one row', () => {
    expect(lanesOf([stretch(5, 6), stretch(0, 4), stretch(1, 2), stretch(4, 5)])).toEqual([[stretch(0, 4), stretch(1, 2), stretch(4, 5), stretch(5, 6)]]);
  });

  it('are two where bars only overlap', () => {
    expect(lanesOf([stretch(0, 4), stretch(2, 6)])).toEqual([[stretch(0, 4)], [stretch(2, 6)]]);
  });

  it('never hold two bars that only overlap, and lose none', () => {
    fc.assert(
      fc.property(stretches, (given) => {
        const lanes = lanesOf(given);
        expect(lanes.flat()).toHaveLength(given.length);
        for (const lane of lanes)
          for (const [index, one] of lane.entries()) expect(lane.slice(index + 1).every((other) => isNestedOrApart(one, other))).toBe(true);
      }),
    );
  });
});
