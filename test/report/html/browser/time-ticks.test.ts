import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../../../src/report/html/browser/time-ticks.js';

const words = (from: number, to: number): string[] => timeTicks(from, to, 5).map(({ text }) => text);

describe('the ticks of the time axis', () => {
  it.each([
    [0, 10, ['0 s', '2 s', '4 s', '6 s', '8 s', '10 s']],
    [0, 0.01, ['0 ms', '2 ms', '4 ms', '6 ms', '8 ms', '10 ms']],
    [71.2, 71.201, ['71.2000 s', '71.2002 s', '71.2004 s', '71.2006 s', '71.2008 s', '71.2010 s']],
    [0, 600, ['0 min', '2 min', '4 min', '6 min', '8 min', '10 min']],
    [0, 36_000, ['0 h', '2 h', '4 h', '6 h', '8 h', '10 h']],
  ])('from %d to %d s stand in the unit that fits', (from, to, expected) => {
    expect(words(from, to)).toEqual(expected);
  });

  it('are never two of the same words', () => {
    const window = fc.tuple(fc.double({ min: 0, max: 1e4, noNaN: true }), fc.double({ min: 5e-4, max: 1e4, noNaN: true }));
    fc.assert(
      fc.property(window, ([from, length]) => {
        const texts = words(from, from + length);
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });
});
