import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sweep, unionSeconds } from '../../src/timeline/sweep.js';

const interval = fc.tuple(fc.integer({ min: -20, max: 120 }), fc.integer({ min: 0, max: 80 })).map(([start, length]) => ({ start, end: start + length }));
const window = { start: 0, end: 100 };

describe('sweep', () => {
  it('gives nested time to the innermost interval and the rest to the one around it', () => {
    const segments = sweep(window, [
      { start: 10, end: 60 },
      { start: 20, end: 30 },
    ]);
    expect(segments).toEqual([
      { start: 0, end: 10, owner: null },
      { start: 10, end: 20, owner: 0 },
      { start: 20, end: 30, owner: 1 },
      { start: 30, end: 60, owner: 0 },
      { start: 60, end: 100, owner: null },
    ]);
  });

  it('counts equal intervals of parallel ranks once', () => {
    const segments = sweep({ start: 0, end: 10 }, [
      { start: 0, end: 10 },
      { start: 0, end: 10 },
      { start: 0, end: 10 },
    ]);
    expect(segments).toHaveLength(1);
  });

  it('cuts what reaches out of the window', () => {
    expect(sweep({ start: 5, end: 6 }, [{ start: 0, end: 10 }])).toEqual([{ start: 5, end: 6, owner: 0 }]);
  });

  it('covers the window without holes or overlaps, whatever the intervals', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
        const segments = sweep(window, intervals);
        let at = window.start;
        for (const segment of segments) {
          expect(segment.start).toBe(at);
          at = segment.end;
        }
        expect(at).toBe(window.end);
      }),
    );
  });

  it('gives each moment to the shortest interval over it; of equally long ones to the one that began last, then to the first named', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
        const segments = sweep(window, intervals);
        // Edges are whole numbers: what holds in the middle of a unit holds in all of it.
        for (let at = window.start + 0.5; at < window.end; at++) {
          const over = intervals.map((one, index) => ({ ...one, index })).filter(({ start, end }) => start < at && at < end);
          const [innermost] = over.sort((a, b) => a.end - a.start - (b.end - b.start) || b.start - a.start || a.index - b.index);
          expect(segments.find(({ start, end }) => start < at && at < end)?.owner).toBe(innermost?.index ?? null);
        }
      }),
    );
  });

  it('merges neighbours of one owner', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
        const owners = sweep(window, intervals).map(({ owner }) => owner);
        expect(owners.filter((owner, at) => at > 0 && owner === owners[at - 1])).toEqual([]);
      }),
    );
  });

  it('attributes exactly the union of the intervals', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 30 }), (intervals) => {
        const owned = sweep(window, intervals).filter((segment) => segment.owner !== null);
        const clipped = intervals.map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(100, end) })).filter(({ start, end }) => end > start);
        expect(owned.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(unionSeconds(clipped));
      }),
    );
  });
});
