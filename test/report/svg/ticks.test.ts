import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ticksOf } from '../../../src/report/svg/ticks.js';

describe('the marks of an axis', () => {
  it.each([
    [0.035, '0 5 ms 10 ms 15 ms 20 ms 25 ms 30 ms 35 ms'],
    [2.5, '0 0.5 s 1 s 1.5 s 2 s 2.5 s'],
    [131.4, '0 20 s 40 s 60 s 80 s 100 s 120 s'],
    [1000, '0 5 min 10 min 15 min'],
    [40_000, '0 2 h 4 h 6 h 8 h 10 h'],
  ])('of %d s are %s', (total, labels) =>
    expect(
      ticksOf(total)
        .map((tick) => tick.label)
        .join(' '),
    ).toBe(labels),
  );

  it('are two to eight, each with a label of its own, and none beyond the end', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e7, noNaN: true }), (total) => {
        const ticks = ticksOf(total);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(new Set(ticks.map((tick) => tick.label)).size).toBe(ticks.length);
        expect(ticks.at(-1)?.at).toBeLessThanOrEqual(total * 1.001);
      }),
    );
  });
});
