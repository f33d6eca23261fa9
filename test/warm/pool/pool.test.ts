import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatePoint } from '../../../src/warm/pool/curve.js';
import { type PoolSettings, poolFor, runWith } from '../../../src/warm/pool/pool.js';

const settings: PoolSettings = { startSeconds: 60, serviceSeconds: 0.1, slots: 1, objectiveSeconds: 0.5 };
/** A replica serves 10 a second, and is planned to 7. */
const jump: readonly RatePoint[] = [
  { atSeconds: 0, rate: 7 },
  { atSeconds: 600, rate: 28 },
  { atSeconds: 1200, rate: 28 },
];

describe('a pool of warm replicas', () => {
  it('is none where traffic does not change', () => {
    const flat = [0, 600].map((atSeconds) => ({ atSeconds, rate: 7 }));
    expect(poolFor(flat, settings).chosen).toEqual({ spare: 0, p95Seconds: 0.1, replicaHours: (1 * 1200) / 3600 });
  });

  it('is as large as a jump of the traffic needs', () => {
    const { sizes, chosen } = poolFor(jump, settings);
    // 28 a second need 2.8 replicas to keep up while the others start: one that is there, and two spare.
    expect(chosen?.spare).toBe(2);
    expect(sizes[0]?.p95Seconds).toBeGreaterThan(settings.objectiveSeconds);
  });

  it('is no matter of how many replicas the traffic asks for', () => {
    const slip = [1, 1e12, 1].map((rate, at) => ({ atSeconds: 60 * at, rate }));
    expect(runWith(0, slip, settings).replicaHours).toBeGreaterThan(1e9);
  });

  it('waits as long as the arithmetic of its queue says', () => {
    // Without a pool 18 a second pile up behind one replica for 60 s, then four serve 12 a second more than arrive. Who comes s seconds after the
    // jump waits 1.8 s at first, and 45 - 0.3 s from the time on that the four are there for: 1,890 of the 37,800 wait longer than 21.2 s.
    const { p95Seconds, replicaHours } = runWith(0, jump, settings);
    expect(p95Seconds).toBeCloseTo((150 - 1890 / 28) / (1 / 0.3 + 1 / 1.8) + 0.1, 0);
    expect(replicaHours).toBeCloseTo((600 * 1 + 1200 * 4) / 3600, 9);
  });

  it('cannot mend a request that takes longer than its objective', () => {
    expect(poolFor(jump, { ...settings, objectiveSeconds: 0.05 }).chosen).toBeNull();
  });

  it.each([
    [[]],
    [[{ atSeconds: 0, rate: 1 }]],
    [
      [
        { atSeconds: 1, rate: 1 },
        { atSeconds: 1, rate: 2 },
      ],
    ],
  ])('has no curve like %j', (curve) => {
    expect(() => poolFor(curve, settings)).toThrow(RangeError);
  });

  const curve = fc
    .array(fc.record({ length: fc.integer({ min: 1, max: 300 }), rate: fc.integer({ min: 0, max: 100 }) }), { minLength: 2, maxLength: 6 })
    .map((parts) => {
      let at = 0;
      return parts.map(({ length, rate }) => {
        at += length;
        return { atSeconds: at, rate };
      });
    });

  it('costs more and waits no longer the larger it is', () => {
    fc.assert(
      fc.property(curve, fc.nat(10), fc.integer({ min: 2, max: 120 }), (points, spare, startSeconds) => {
        const [small, large] = [spare, spare + 1].map((one) => runWith(one, points, { ...settings, startSeconds }));
        expect(large?.replicaHours).toBeGreaterThan(small?.replicaHours ?? 0);
        expect(large?.p95Seconds).toBeLessThanOrEqual((small?.p95Seconds ?? 0) + 1e-9);
        expect(small?.p95Seconds).toBeGreaterThanOrEqual(settings.serviceSeconds);
      }),
      { numRuns: 60 },
    );
  });
});
