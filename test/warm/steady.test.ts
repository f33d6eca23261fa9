import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadySecondsOf } from '../../src/warm/steady.js';

const rule = { window: 3, within: 0.1, most: 30 };

describe('a steady pass', () => {
  it('is told once two windows of runs agree', () => {
    expect(steadySecondsOf([3.5, 0.12, 0.12, 0.12, 0.12], rule)).toBeNull();
    expect(steadySecondsOf([3.5, 0.12, 0.12, 0.12, 0.12, 0.12], rule)).toBe(0.12);
  });

  it('bears one outlier in a window, and no two', () => {
    expect(steadySecondsOf([1, 1, 1, 1, 9, 1], rule)).toBe(1);
    expect(steadySecondsOf([1, 1, 1, 9, 9, 1], rule)).toBeNull();
  });

  it('is not told while times still fall', () => {
    expect(steadySecondsOf([8, 7, 6, 5, 4, 3], rule)).toBeNull();
  });

  it('takes medians within 5 ms of each other as equal', () => {
    expect(steadySecondsOf([0.001, 0.001, 0.001, 0.004, 0.004, 0.004], rule)).toBe(0.004);
    expect(steadySecondsOf([0.101, 0.101, 0.101, 0.114, 0.114, 0.114], rule)).toBeNull();
  });

  const seconds = fc.double({ min: 0.001, max: 100, noNaN: true });

  it('depends on the last two windows only, and is one of their times', () => {
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 30 }), fc.array(seconds, { minLength: 6, maxLength: 6 }), (before, last) => {
        const steady = steadySecondsOf([...before, ...last], rule);
        expect(steady).toBe(steadySecondsOf(last, rule));
        expect(steady === null || last.slice(3).includes(steady)).toBe(true);
      }),
    );
  });

  it('is told of times that do not change, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(seconds, { maxLength: 10 }), seconds, (before, time) => {
        expect(steadySecondsOf([...before, ...Array.from({ length: 6 }, () => time)], rule)).toBe(time);
      }),
    );
  });
});
