import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src/warm/load/figures.js';
import { openLoad } from '../../../src/warm/load/open-load.js';
import { dueSecondsOf, mixtureOf, requestsOf } from '../../../src/warm/load/schedule.js';

/** A clock that goes on when somebody sleeps, and runs what falls due on the way. */
const simulated = () => {
  let now = 0;
  const due: { at: number; run: () => void }[] = [];
  const until = (at: number): Promise<void> => new Promise((run) => due.push({ at, run }));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const advance = async (): Promise<void> => {
    for (;;) {
      await settle();
      due.sort((left, right) => left.at - right.at);
      const next = due.shift();
      if (next === undefined) return;
      now = Math.max(now, next.at);
      next.run();
    }
  };
  return { clock: () => now, sleep: (seconds: number) => until(now + seconds), advance };
};

const plan = { ratePerSecond: 10, seconds: 2 };
const never = (): boolean => false;

describe('an open load', () => {
  it('keeps its rate while a service stalls, and counts the wait of each request that queues up', async () => {
    const { clock, sleep, advance } = simulated();
    // Answers nothing for a second, then all at once.
    const load = openLoad(plan, async () => sleep(Math.max(0, 1 - clock())).then(() => null), {
      clock,
      sleep,
      signal: new AbortController().signal,
      timeoutSeconds: 60,
      isOver: never,
    });
    await advance();
    const samples = await load;
    expect(samples).toHaveLength(20);
    expect(figuresOf(samples).worstSeconds).toBe(1);
    expect(samples.filter(({ dueSeconds, endSeconds }) => endSeconds - dueSeconds > 0.45)).toHaveLength(6);
  });

  it('counts the lateness of its own clock too', async () => {
    const { clock, sleep, advance } = simulated();
    const load = openLoad({ ratePerSecond: 10, seconds: 0.2 }, async () => null, {
      clock,
      sleep: (seconds) => sleep(seconds + 0.25),
      signal: new AbortController().signal,
      timeoutSeconds: 60,
      isOver: never,
    });
    await advance();
    expect((await load).map(({ dueSeconds, endSeconds }) => Number((endSeconds - dueSeconds).toFixed(6)))).toEqual([0, 0.25]);
  });

  it('stops sending once it is over', async () => {
    const { clock, sleep, advance } = simulated();
    const load = openLoad(plan, async () => 'refused', {
      clock,
      sleep,
      signal: new AbortController().signal,
      timeoutSeconds: 60,
      isOver: ({ dueSeconds }) => dueSeconds >= 0.2,
    });
    await advance();
    expect(await load).toHaveLength(3);
  });

  it('says of a request that is not answered in time that it failed', async () => {
    const samples = await openLoad(
      { ratePerSecond: 100, seconds: 0.01 },
      (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('was stopped'))),
      { clock: () => performance.now() / 1000, sleep: async () => {}, signal: new AbortController().signal, timeoutSeconds: 0.01, isOver: never },
    );
    expect(samples.map(({ why }) => why)).toEqual(['no answer within 0.01 s']);
  });
});

describe('the schedule of a load', () => {
  it('has a request each 1 / rate seconds', () => {
    expect([requestsOf(plan), dueSecondsOf(0, plan), dueSecondsOf(7, plan)]).toEqual([20, 0, 0.7]);
  });

  it('gives every stretch the shares of the traffic, to one request', () => {
    const shares = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 200 }), (parts, count) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const mixture = mixtureOf(
          parts.map((part, at) => ({ shape: { sequence: at + 1 }, share: part / total })),
          count,
        );
        parts.forEach((part, at) => {
          const own = mixture.filter(({ sequence }) => sequence === at + 1).length;
          expect(Math.abs(own - (part / total) * count)).toBeLessThanOrEqual(parts.length);
        });
      }),
    );
    expect(
      mixtureOf(
        [
          { shape: { batch: 1 }, share: null },
          { shape: { batch: 8 }, share: null },
        ],
        4,
      ).map(({ batch }) => batch),
    ).toEqual([1, 8, 1, 8]);
  });
});
