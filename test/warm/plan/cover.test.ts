import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../../src/model/boot.js';
import { padded, parseBuckets } from '../../../src/warm/plan/buckets.js';
import { cover } from '../../../src/warm/plan/cover.js';
import type { Observed } from '../../../src/warm/plan/observed.js';

const requests = (shape: Shape, count: number, more: Partial<Observed> = {}): Observed => ({
  shape,
  count,
  seconds: null,
  peakBytes: null,
  isFirst: false,
  ...more,
});
const options = { share: 0.99, buckets: {}, boundBytes: null };

describe('the shapes that cover the traffic', () => {
  it('are the most frequent ones, smallest first, until the share is reached', () => {
    const traffic = [requests({ batch: 8 }, 60), requests({ batch: 1 }, 39), requests({ batch: 64 }, 1)];
    const { shapes, lazy, share } = cover(traffic, options);
    expect(shapes.map((one) => [one.shape.batch, one.share])).toEqual([
      [1, 0.39],
      [8, 0.6],
    ]);
    expect(lazy).toEqual([{ shape: { batch: 64 }, share: 0.01, reason: 'rare' }]);
    expect(share).toBe(0.99);
  });

  it('are counted after padding, and what no bucket holds is left out', () => {
    const traffic = [requests({ sequence: 100 }, 5), requests({ sequence: 128 }, 4), requests({ sequence: 600 }, 1)];
    const { shapes, lazy, share } = cover(traffic, { ...options, buckets: parseBuckets('512,128,256') });
    expect(shapes.map((one) => one.shape)).toEqual([{ sequence: 128 }]);
    expect(lazy).toEqual([{ shape: { sequence: 600 }, share: 0.1, reason: 'over-buckets' }]);
    expect(share).toBe(0.9);
  });

  it('leave out what was measured over the bound of memory', () => {
    const traffic = [requests({ batch: 32 }, 9, { peakBytes: 900 }), requests({ batch: 1 }, 1, { peakBytes: 100 })];
    const { shapes, lazy } = cover(traffic, { ...options, boundBytes: 750 });
    expect(shapes.map((one) => [one.shape.batch, one.peakBytes])).toEqual([[1, 100]]);
    expect(lazy.map(({ shape, reason }) => [shape.batch, reason])).toEqual([[32, 'over-memory']]);
  });

  it('take the first request of a shape apart from the median of the later ones', () => {
    const traffic = [3.5, 0.1, 0.12, 0.3].map((seconds, at) => requests({ sequence: 512 }, 1, { seconds, isFirst: at === 0 }));
    expect(cover(traffic, options).shapes).toMatchObject([{ firstSeconds: 3.5, steadySeconds: 0.12 }]);
  });

  it('are powers of two where there are too many sizes to warm each', () => {
    const traffic = Array.from({ length: 200 }, (_, at) => requests({ batch: 1, sequence: at + 1 }, 1));
    const { shapes, buckets, bucketedByUs } = cover(traffic, options);
    expect(bucketedByUs).toEqual(['sequence']);
    expect(buckets.sequence).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    expect(shapes.length).toBeLessThan(9);
  });

  it('predict what was not measured from what was, and leave out what would not fit', () => {
    const traffic = [requests({ batch: 1 }, 5), requests({ batch: 4 }, 5), requests({ batch: 64 }, 5)];
    const measured = [
      requests({ batch: 1 }, 1, { seconds: 0.25, peakBytes: 110 }),
      requests({ batch: 2 }, 1, { seconds: 0.5, peakBytes: 120 }),
      requests({ batch: 2 }, 1, { seconds: 9, isFirst: true }),
    ];
    const { shapes, lazy } = cover(traffic, { ...options, measured, boundBytes: 500 });
    expect(shapes).toMatchObject([
      { shape: { batch: 1 }, steadySeconds: 0.25, peakBytes: 110 },
      { shape: { batch: 4 }, steadySeconds: null, predicted: { steadySeconds: 1, peakBytes: 140 } },
    ]);
    expect(shapes[0]).not.toHaveProperty('predicted');
    expect(lazy).toMatchObject([{ shape: { batch: 64 }, reason: 'over-memory' }]);
  });

  it('leave out what the model does not take, and keep what was asked for however rare', () => {
    const traffic = [requests({ batch: 1 }, 999), requests({ batch: 3 }, 500), requests({ batch: 8 }, 1, { isAsked: true })];
    const { shapes, lazy } = cover(traffic, { ...options, share: 0.5, isTaken: ({ batch }) => batch !== 3 });
    expect(shapes.map(({ shape }) => shape.batch)).toEqual([1, 8]);
    expect(lazy.map(({ shape, reason }) => [shape.batch, reason])).toEqual([[3, 'rare']]);
    expect(cover(traffic, { ...options, isTaken: ({ batch }) => batch !== 3 }).lazy).toMatchObject([{ shape: { batch: 3 }, reason: 'not-taken' }]);
  });

  const size = fc.integer({ min: 1, max: 2000 });
  const observed = fc
    .record({ batch: fc.integer({ min: 1, max: 16 }), sequence: fc.option(size, { nil: undefined }), count: fc.integer({ min: 1, max: 1000 }) })
    .map(({ batch, sequence, count }) => requests({ batch, ...(sequence === undefined ? {} : { sequence }) }, count));
  const sizes = fc.option(
    fc.uniqueArray(size, { minLength: 1, maxLength: 5 }).map((list) => parseBuckets(list.join(','))),
    { nil: {} },
  );

  it('reach the share unless the rest lies outside the buckets, with no batch that traffic never has', () => {
    fc.assert(
      fc.property(fc.array(observed, { minLength: 1, maxLength: 30 }), sizes, fc.double({ min: 0.01, max: 1, noNaN: true }), (traffic, buckets, share) => {
        const covered = cover(traffic, { share, buckets, boundBytes: null });
        const total = traffic.reduce((sum, { count }) => sum + count, 0);
        const words = new Set(covered.shapes.map(({ shape }) => JSON.stringify(shape)));
        const reached = traffic.filter(({ shape }) => words.has(JSON.stringify(padded(shape, covered.buckets)))).reduce((sum, { count }) => sum + count, 0);
        expect(covered.share).toBeCloseTo(reached / total, 9);
        const isOutside = covered.lazy.some(({ reason }) => reason === 'over-buckets');
        expect(isOutside || reached / total >= share - 1e-9).toBe(true);
        expect(covered.shapes.every(({ shape }) => traffic.some((one) => one.shape.batch === shape.batch))).toBe(true);
      }),
    );
  });
});
