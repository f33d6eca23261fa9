import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../../src/report/html/browser/marks.js';
import { markAt, neighbour } from '../../../../src/report/html/browser/nearest.js';

const mark = (from: number, to: number): Mark => ({
  kind: 'bar',
  from,
  to,
  seconds: to - from,
  describes: `${from} to ${to}`,
  evidence: [],
  cause: null,
  isPlaced: true,
});

const [outer, inner, later] = [mark(0, 10), mark(4, 5), mark(20, 21)];
const row = { label: 'compile', kind: 'bar', marks: [outer, inner, later] } as const;

describe('the mark under the pointer', () => {
  it('is the shortest of those that lie there', () => {
    expect(markAt(row, 4.5, 0)).toBe(inner);
    expect(markAt(row, 8, 0)).toBe(outer);
  });

  it('may be missed by a little', () => {
    expect(markAt(row, 19.8, 0.5)).toBe(later);
    expect(markAt(row, 15, 0.5)).toBeNull();
  });
});

describe('the mark after another', () => {
  it('begins with the first, or from the end with the last', () => {
    expect(neighbour(row.marks, null, 1)).toBe(outer);
    expect(neighbour(row.marks, null, -1)).toBe(later);
  });

  it('stays at the last', () => {
    expect(neighbour(row.marks, later, 1)).toBe(later);
    expect(neighbour([], null, 1)).toBeNull();
  });
});
