import { describe, expect, it } from 'vitest';
import { DriverProblem, type UserFigures } from '../../../src/warm/rollout/driver.js';
import { watchUsers } from '../../../src/warm/rollout/watch-users.js';

const bounds = { p95Seconds: 0.2, errorShare: 0.01, confidence: 0.95 };
const figures = (answered: number, more: Partial<UserFigures> = {}): UserFigures => ({
  server: 'green1',
  answered,
  errors: 0,
  lost: 0,
  meanSeconds: 0.1,
  meanOf: 512,
  queued: 0,
  isDown: false,
  ...more,
});

/** Watches a step of ten seconds; each look sees the next of these, null where the driver does not answer. */
const watch = async (looks: readonly (UserFigures | null)[]): Promise<string | null> => {
  const over = new AbortController();
  let [now, at] = [0, 0];
  const greenUsers = async (): Promise<UserFigures[]> => {
    const one = looks[at++];
    if (at >= looks.length) over.abort();
    if (one === undefined || one === null) throw new DriverProblem('the socket is gone', false);
    return [one];
  };
  const sleep = async (seconds: number): Promise<void> => {
    now += seconds;
  };
  return watchUsers(bounds, 10, { driver: { greenUsers }, clock: () => now, sleep }, over.signal);
};

describe('a watch over the users of a step', () => {
  it('ends with the step where they have what they should', async () => {
    expect(await watch([figures(0), figures(100), figures(200)])).toBeNull();
  });

  it('ends at the first breach, before the step', async () => {
    expect(await watch([figures(0), figures(100, { errors: 30 }), figures(200)])).toBe('30 of 100 requests of users failed on green1 (limit 1 %)');
  });

  it('looks once more where the step is over', async () => {
    expect(await watch([figures(0), figures(100, { lost: 30 })])).toContain('30 of 130 requests of users failed');
  });

  it('goes on where the driver does not answer, and where its counters begin anew', async () => {
    expect(await watch([figures(1000, { errors: 5 }), null, figures(3), figures(100)])).toBeNull();
    expect(await watch([null, figures(1000, { errors: 500 }), figures(1100, { errors: 600 })])).toContain('100 of 100 requests');
  });

  it('takes a queue for a breach where it stays', async () => {
    const queue = figures(10, { queued: 5 });
    expect(await watch([queue, queue, figures(10), queue, queue, queue, queue])).toBeNull();
    expect(await watch([queue, queue, queue, queue, queue])).toBe('5 requests of users wait for green1, more than it ends within 200 ms');
  });
});
