import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserFigures } from '../../../src/warm/rollout/driver.js';
import { usersBreach } from '../../../src/warm/rollout/users-breach.js';

const bounds = { p95Seconds: 0.2, errorShare: 0.01, confidence: 0.95 };
const figures = (more: Partial<UserFigures> = {}): UserFigures => ({
  server: 'green1',
  answered: 0,
  errors: 0,
  lost: 0,
  meanSeconds: 0,
  meanOf: 512,
  queued: 0,
  isDown: false,
  ...more,
});
const breach = (now: Partial<UserFigures>, since: Partial<UserFigures> = {}, queuedSeconds = 0) =>
  usersBreach({ since: figures(since), now: figures(now), seconds: 10, queuedSeconds }, bounds);

describe('what users have of a server of green', () => {
  it('is fine while they have what the bounds promise, or nothing', () => {
    expect(breach({})).toBeNull();
    expect(breach({ answered: 500, meanSeconds: 0.1 })).toBeNull();
  });

  it('breaks the bound of errors once more fail than chance explains', () => {
    expect(breach({ answered: 100, errors: 2 })).toBeNull();
    expect(breach({ answered: 100, errors: 2, lost: 3 })).toBe('5 of 103 requests of users failed on green1 (limit 1 %)');
  });

  it('counts what was since the step began, not before', () => {
    expect(breach({ answered: 1100, errors: 90 }, { answered: 1000, errors: 90 })).toBeNull();
  });

  it('breaks the bound of times where the mean is above that of the p95, told by enough answers', () => {
    expect(breach({ answered: 58, meanSeconds: 0.5 })).toBeNull();
    expect(breach({ answered: 60, meanSeconds: 0.503 })).toBe('60 requests of users took 500 ms on average on green1 (limit of the p95 200 ms)');
  });

  it('is held up by a queue that it does not end within the bound, once that is no burst', () => {
    expect(breach({ answered: 100, queued: 3 }, {}, 0.5)).toBeNull();
    expect(breach({ answered: 100, queued: 2 }, {}, 5)).toBeNull();
    expect(breach({ answered: 100, queued: 3 }, {}, 5)).toBe('3 requests of users wait for green1, more than it ends within 200 ms');
  });

  it('is over where it is held for dead', () => {
    expect(breach({ isDown: true })).toBe('green1 is held for dead by what moves the traffic');
  });

  /** HAProxy's own mean: a plain one up to so many, then one in which each new answer has its part; in whole milliseconds, rounded up. */
  const meanOf = (milliseconds: readonly number[]): number => {
    let sum = 0;
    milliseconds.forEach((one, at) => {
      sum += at < 512 ? one : one - sum / 512;
    });
    return Math.ceil(sum / Math.min(512, milliseconds.length || 1)) / 1000;
  };

  it('never takes answers for slower than they were, whatever was before', () => {
    const times = (most: number) => fc.array(fc.integer({ min: 1, max: most }), { minLength: 0, maxLength: 900 });
    fc.assert(
      fc.property(times(2000), times(190), (before, during) => {
        const now = { answered: before.length + during.length, meanSeconds: meanOf([...before, ...during]) };
        expect(breach(now, { answered: before.length, meanSeconds: meanOf(before) })).toBeNull();
      }),
    );
  });
});
