import { describe, expect, it } from 'vitest';
import { layGaps } from '../../../src/report/drawing/axis.js';

const free = [
  { from: 0, to: 4 },
  { from: 10, to: 30 },
];

describe('the place of a gap on a chart', () => {
  it('is the free time from its beginning on', () => {
    expect(layGaps([{ from: 12, seconds: 5 }], free)).toEqual([[{ from: 12, to: 17 }]]);
  });

  it('is several stretches where spans lie in its silence', () => {
    expect(layGaps([{ from: 2, seconds: 5 }], free)).toEqual([
      [
        { from: 2, to: 4 },
        { from: 10, to: 13 },
      ],
    ]);
  });

  it('is the next free stretch with room where its beginning is unknown', () => {
    const unknown = [6, 3, 30].map((seconds) => ({ from: null, seconds }));
    expect(layGaps(unknown, free)).toEqual([[{ from: 10, to: 16 }], [{ from: 16, to: 19 }], []]);
  });
});
