import { describe, expect, it } from 'vitest';
import { arrivalTimes, rateAt } from '../../../src/fleet/simulate/arrival-rate.js';
import { ratesOfMoments, ratesOfTable, requestPath } from '../../../src/fleet/simulate/arrivals-file.js';
import type { Arrivals } from '../../../src/fleet/simulate/scenario.js';
import { randomSource } from '../../../src/statistics/random.js';

const between = (times: readonly number[], from: number, to: number): number => times.filter((at) => at >= from && at < to).length;

describe('arrivals', () => {
  it('come as often as the rate says, before and after a step', () => {
    const times = arrivalTimes({ kind: 'step', from: 10, to: 100, atSeconds: 500 }, 1000, randomSource(1));
    expect(between(times, 0, 500) / 500).toBeCloseTo(10, 0);
    expect(between(times, 500, 1000) / 5000).toBeCloseTo(10, 0);
    expect([...times].sort((left, right) => left - right)).toEqual(times);
  });

  it('of a day follow its curve', () => {
    const day: Arrivals = { kind: 'diurnal', low: 2, high: 20, periodSeconds: 1000, peakAtSeconds: 500 };
    expect([rateAt(day, 0), rateAt(day, 500), rateAt(day, 250)]).toEqual([2, 20, 11]);
    const times = arrivalTimes(day, 1000, randomSource(2));
    expect(between(times, 450, 550) / 100).toBeGreaterThan(17);
    expect(between(times, 0, 50) / 50).toBeLessThan(4);
  });
});

describe('rates of a file', () => {
  it('are read from seconds and rates', () => {
    expect(ratesOfTable('rates.csv', ['seconds,rate', '0,5', '60, 12.5', ''])).toEqual({
      kind: 'points',
      points: [
        { atSeconds: 0, perSecond: 5 },
        { atSeconds: 60, perSecond: 12.5 },
      ],
    });
  });

  it('are counted from the first date', () => {
    expect(ratesOfTable('rates.csv', ['time,requests', '2026-10-10T12:00:00Z,600', '2026-10-10T12:01:00Z,1200'])).toEqual({
      kind: 'points',
      points: [
        { atSeconds: 0, perSecond: 10 },
        { atSeconds: 60, perSecond: 20 },
      ],
    });
  });

  it('may be quoted, as spreadsheets write them', () => {
    expect(ratesOfTable('rates.csv', ['"seconds","rate"', '"0","5"', '"60","7"'])).toEqual(ratesOfTable('rates.csv', ['seconds,rate', '0,5', '60,7']));
  });

  it('may be one for all time, but not none', () => {
    expect(ratesOfTable('rates.csv', ['seconds,rate', '0,5'])).toEqual({ kind: 'points', points: [{ atSeconds: 0, perSecond: 5 }] });
    expect(() => ratesOfTable('rates.csv', ['seconds,rate'])).toThrow('rates.csv: holds no curve of a point; write CSV with the columns time');
  });

  it('count the requests of an access log, and no probes', () => {
    expect(requestPath('10.0.0.1 - "POST /v1/completions HTTP/1.1" 200')).toBe('/v1/completions');
    expect(requestPath('10.0.0.1 - "GET /health HTTP/1.1" 200')).toBeNull();
    expect(requestPath('GET ready')).toBeNull();
    expect(requestPath('method=POST path=/v1/x', { method: 'POST', path: '/v1/x' })).toBe('/v1/x');
    expect(requestPath('', { 'request.method': 'GET', 'request.uri': 'https://h/v1/y' })).toBe('/v1/y');
    expect(requestPath('', { method: 'GET', path: '/readyz' })).toBeNull();
    expect(requestPath('', { method: 'fast', path: '/models/a' })).toBeNull();
    expect(ratesOfMoments([100, 100.2, 103.5])).toEqual({
      kind: 'points',
      points: [
        { atSeconds: 0, perSecond: 2 },
        { atSeconds: 1, perSecond: 0 },
        { atSeconds: 3, perSecond: 1 },
        { atSeconds: 4, perSecond: 0 },
      ],
    });
  });
});
