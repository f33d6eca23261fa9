import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onLine } from '../../src/warm/line.js';

describe('a figure of a shape that was not measured', () => {
  it('lies on the line through those that were', () => {
    expect(
      onLine(
        [
          { x: 1, y: 10 },
          { x: 3, y: 30 },
        ],
        8,
      ),
    ).toBeCloseTo(80, 9);
  });

  it('is not told from a single size', () => {
    expect(
      onLine(
        [
          { x: 2, y: 10 },
          { x: 2, y: 11 },
        ],
        8,
      ),
    ).toBeNull();
  });

  it('does not fall with the size, where noise says so', () => {
    expect(
      onLine(
        [
          { x: 1, y: 12 },
          { x: 4, y: 10 },
        ],
        8,
      ),
    ).toBe(12);
  });

  const point = fc.record({ x: fc.integer({ min: 1, max: 1000 }), y: fc.double({ min: 0, max: 1e6, noNaN: true }) });

  it('is never below what a smaller shape was measured at, nor below that of a smaller size', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 20 }), fc.integer({ min: 1, max: 2000 }), fc.nat(1000), (points, x, more) => {
        const own = onLine(points, x);
        if (own === null) return;
        for (const { y } of points.filter((one) => one.x <= x)) expect(own).toBeGreaterThanOrEqual(y);
        expect(onLine(points, x + more)).toBeGreaterThanOrEqual(own - 1e-6);
      }),
    );
  });
});
