import { describe, expect, it } from 'vitest';
import { keepSilence, type Silence, silenceBetween } from '../../src/timeline/silences.js';
import { entriesOf } from './entries.js';

const between = (from: number | null, to: number | null): Silence | null => {
  const [after, before] = entriesOf({ at: from, resolution: 1 }, { at: to, resolution: 0.5 });
  return silenceBetween((after as NonNullable<typeof after>).tick, (before as NonNullable<typeof before>).tick);
};

describe('a silence', () => {
  it('is the time between two records, as exact as both clocks', () => {
    expect(between(10, 12)).toMatchObject({ start: 10, end: 12, errorSeconds: 1.5, after: { line: 1 }, before: { line: 2 } });
  });

  it('is none without both clocks, nor of less than 10 ms', () => {
    expect([between(null, 12), between(10, null), between(0, 0.0099), between(12, 10)]).toEqual([null, null, null, null]);
    expect(between(0, 0.01)).not.toBeNull();
  });

  const silence = (start: number, seconds: number): Silence => ({ ...(between(0, 1) as Silence), start, end: start + seconds });

  it('is kept with two thousand; of more the longest thousand, those before ready first', () => {
    const kept = Array.from({ length: 1999 }, (_, index) => silence(index, 1 + (index % 7)));
    expect(keepSilence(kept, silence(5000, 3), null)).toHaveLength(2000);
    const fewer = keepSilence(kept, silence(6000, 90), null);
    expect(fewer).toHaveLength(1000);
    expect(fewer[0]?.end).toBe(6090);
    expect(Math.min(...fewer.map(({ start, end }) => end - start))).toBe(4);
  });

  it('after ready does not push out one before it', () => {
    const kept = [silence(0, 1), silence(1, 2), ...Array.from({ length: 1998 }, (_, index) => silence(100 + index, 50))];
    const fewer = keepSilence(kept, silence(99, 60), 100);
    expect(fewer.slice(0, 4).map(({ start, end }) => end - start)).toEqual([60, 2, 1, 50]);
  });
});
