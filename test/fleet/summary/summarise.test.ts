import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BootRecord } from '../../../src/fleet/boots/record.js';
import { summarise } from '../../../src/fleet/summary/summarise.js';
import { randomSource } from '../../../src/statistics/random.js';
import { record } from '../boots/record-of.js';

const day = 86_400;
const read = { files: 0, copies: 0, unread: 0 };
const begin = Date.UTC(2026, 0, 1) / 1000;
const compile = (seconds: number) => ({ id: 'compile-at-startup', severity: 'warning', seconds }) as const;
const pull = (seconds: number) => ({ id: 'image-pull-slow', severity: 'warning', seconds }) as const;
const many = (count: number, make: (place: number) => Partial<BootRecord>): BootRecord[] =>
  Array.from({ length: count }, (_, place) => record({ id: `log-${String(place).padStart(4, '0')}#1`, ...make(place) }));

describe('a fleet', () => {
  it('orders causes by the replica-seconds that they cost', () => {
    const fleet = summarise([...many(3, () => ({ causes: [compile(20)] })), ...many(2, () => ({ causes: [pull(100), compile(10)] }))], read, []);
    expect(fleet.causes.map(({ id, boots, replicaSeconds, share }) => ({ id, boots, replicaSeconds, share }))).toEqual([
      { id: 'image-pull-slow', boots: 2, replicaSeconds: 200, share: 0.4 },
      { id: 'compile-at-startup', boots: 5, replicaSeconds: 80, share: 1 },
    ]);
    expect(fleet.summary).toContain('image-pull-slow costs most: 200 s of replicas, in 40 % of 5 starts.');
  });

  it('is the same whatever the order of its boots', () => {
    const cause = fc.constantFrom(compile(3), compile(40), pull(7), { id: 'oom-device', severity: 'error', seconds: null } as const);
    const boot = fc.record({
      startedAt: fc.option(fc.integer({ min: begin, max: begin + 9 * day }), { nil: null }),
      timeToReadySeconds: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: null }),
      labels: fc.record({ runtime: fc.constant('vllm'), version: fc.constantFrom('1', '2', '3') }),
      causes: fc.array(cause, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(boot, { maxLength: 60 }), fc.integer(), (boots, turn) => {
        const records = boots.map((one, place) => record({ ...one, id: `log-${place}#1` }));
        const at = records.length === 0 ? 0 : Math.abs(turn) % records.length;
        const turned = [...records.slice(at), ...records.slice(0, at)].reverse();
        expect(summarise(turned, read, [])).toEqual(summarise(records, read, []));
      }),
      { numRuns: 60 },
    );
  });

  it('shows when a cause began, by the share of boots that have it', () => {
    const fleet = summarise(
      many(40, (place) => ({ startedAt: begin + place * (day / 4), causes: place >= 20 ? [compile(30)] : [] })),
      read,
      [],
    );
    const { trend = [] } = fleet.causes[0] ?? {};
    expect(trend.slice(0, 10).every(({ affected }) => affected === 0)).toBe(true);
    expect(trend.at(-1)).toMatchObject({ affected: trend.at(-1)?.boots });
    expect(trend.reduce((sum, { boots }) => sum + boots, 0)).toBe(40);
  });

  it('finds the release from which on starts were slower', () => {
    const fleet = summarise(
      many(60, (place) => ({
        startedAt: begin + place * 3600,
        labels: { runtime: 'vllm', version: `1.${Math.floor(place / 12)}` },
        timeToReadySeconds: (place < 36 ? 30 : 45) + (place % 7),
      })),
      read,
      [],
    );
    expect(fleet.regressions).toMatchObject([{ label: 'version', lastGood: '1.2', firstBad: '1.3', measure: 'timeToReadySeconds' }]);
  });

  it('finds it too where the clock of a node is off by years', () => {
    const fleet = summarise(
      many(100, (place) => ({
        startedAt: place === 99 ? 0 : begin + place * 3600,
        labels: { runtime: 'vllm', version: `1.${Math.floor(place / 20)}` },
        timeToReadySeconds: (place < 60 ? 30 : 45) + (place % 7),
      })),
      read,
      [],
    );
    expect(fleet.regressions).toMatchObject([{ lastGood: '1.2', firstBad: '1.3' }]);
  });

  it('finds none where releases differ by chance only, in 19 of 20 fleets', () => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const chance = randomSource(seed, 1);
      const noisy = many(60, (place) => ({
        startedAt: begin + place * 3600,
        labels: { runtime: 'vllm', version: `1.${Math.floor(place / 12)}` },
        timeToReadySeconds: 30 + 20 * chance(),
      }));
      return summarise(noisy, read, []).regressions.length;
    });
    expect(found.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
  });

  it('names the boots that are far out, and what sets them apart', () => {
    const fleet = summarise(
      many(100, (place) => ({
        labels: { runtime: 'vllm', node: place % 10 === 0 ? 'gpu-3' : `gpu-${4 + (place % 5)}` },
        timeToReadySeconds: place % 10 === 0 ? 600 + place : 30 + (place % 9),
        causes: place % 10 === 0 ? [pull(500)] : [],
      })),
      read,
      [],
    );
    expect(fleet.outlierCount).toBe(10);
    expect(fleet.outliers[0]).toMatchObject({ id: 'log-0090#1', timeToReadySeconds: 690, causes: ['image-pull-slow'] });
    expect(fleet.apart.map(({ label, value }) => `${label} ${value}`)).toEqual(['cause image-pull-slow', 'node gpu-3']);
  });

  it('tells of causes that come together more often than by chance', () => {
    const fleet = summarise(
      many(60, (place) => ({ causes: place % 3 === 0 ? [compile(10), pull(20)] : [] })),
      read,
      [],
    );
    expect(fleet.together).toMatchObject([{ causes: ['compile-at-startup', 'image-pull-slow'], boots: 20, timesChance: 3 }]);
  });

  it('splits by the labels that were asked for', () => {
    const fleet = summarise(
      many(6, (place) => ({ labels: { runtime: 'vllm', zone: place < 4 ? 'a' : 'b' }, verdict: place === 5 ? 'failed' : 'warm' })),
      read,
      ['zone'],
    );
    expect(fleet.splits).toMatchObject([
      {
        label: 'zone',
        values: [
          { value: 'a', boots: 4, failed: 0 },
          { value: 'b', boots: 2, failed: 1 },
        ],
      },
    ]);
  });

  it('without a boot says so', () => {
    expect(summarise([], read, [])).toMatchObject({ boots: 0, summary: 'No start of a service was found.', from: null });
  });
});
