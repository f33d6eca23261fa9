import { describe, expect, it } from 'vitest';
import { emptyBoot, type RawBoot } from '../../src/timeline/raw-boot.js';
import { isServing, isSteady } from '../../src/timeline/steady.js';
import { record } from './given.js';

const at = (time: number): RawBoot['lastDated'] => ({ time, isDated: true, resolutionSeconds: 1, record: record({ line: 1 }), line: 1, process: null });
const booted = (given: Partial<RawBoot>): RawBoot => ({ ...emptyBoot('server.log', null), hasReady: true, readyAt: 1000, ...given });

describe('a boot', () => {
  it.each([
    ['that was never ready', { hasReady: false, requestsEnded: 5 }, 2000, false],
    ['that has answered a request', { requestsEnded: 1 }, 1000, true],
    ['that has answered one, without a clock', { requestsEnded: 1, readyAt: null }, null, true],
    ['ready for ten seconds', {}, 1010, false],
    ['ready for longer', {}, 1011, true],
    ['ready on a line without a clock', { readyAt: null }, 5000, false],
    ['without a clock now', {}, null, false],
  ] as const)('%s: is it serving, so that what starts now is another?', (_, given, time, expected) => {
    expect(isServing(booted(given), time)).toBe(expected);
  });

  it.each([
    ['200 requests after ready', { requestsEnded: 200 }, true],
    ['199 requests', { requestsEnded: 199 }, false],
    ['20,000 records after ready', { recordsSinceReady: 20_000 }, true],
    ['19,999 records', { recordsSinceReady: 19_999 }, false],
    ['ten minutes after ready with twenty requests', { requestsEnded: 20, lastDated: at(1600) }, true],
    ['less than ten minutes with twenty requests', { requestsEnded: 20, lastDated: at(1599) }, false],
    ['ten minutes with nineteen requests', { requestsEnded: 19, lastDated: at(1600) }, false],
    ['twenty requests and ready without a clock', { requestsEnded: 20, readyAt: null, lastDated: at(9e9) }, false],
    ['twenty requests and no clock since', { requestsEnded: 20, lastDated: null }, false],
    ['200,000 records without ready', { hasReady: false, records: 200_000, requestsEnded: 500 }, false],
    ['more of them without ready', { hasReady: false, records: 200_001 }, true],
  ] as const)('is past its start: %s', (_, given, expected) => {
    expect(isSteady(booted(given))).toBe(expected);
  });
});
