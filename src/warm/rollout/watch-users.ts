import type { Seconds } from '../../model/units.js';
import type { LoadBounds } from '../load/bounds.js';
import { type Driver, DriverProblem, type UserFigures } from './driver.js';
import { usersBreach } from './users-breach.js';

type WatchIo = {
  readonly driver: Pick<Driver, 'greenUsers'>;
  readonly clock: () => Seconds;
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
};

type Begin = { readonly at: Seconds; readonly figures: UserFigures };

const lookSeconds: Seconds = 0.25;

/** Counters that went back were started anew. */
const isAnew = (before: UserFigures, now: UserFigures): boolean => now.answered < before.answered || now.lost < before.lost;

/**
 * Looks at what users have of green during a step, until that is over, and once more then; ends with the first breach, null where there is
 * none. So often as it looks, and at so many servers, chance has as many tries: each look gets its part of the risk (Bonferroni).
 */
export const watchUsers = async (bounds: LoadBounds, holdSeconds: Seconds, { driver, clock, sleep }: WatchIo, over: AbortSignal): Promise<string | null> => {
  const begins = new Map<string, Begin>();
  const queuedSince = new Map<string, Seconds>();
  const looks = Math.ceil(holdSeconds / lookSeconds) + 1;
  const look = async (): Promise<string | null> => {
    const all = (await seen(driver)) ?? [];
    const strict = { ...bounds, confidence: 1 - (1 - bounds.confidence) / (looks * Math.max(1, all.length)) };
    const at = clock();
    for (const now of all) {
      const { server } = now;
      const known = begins.get(server);
      if (known === undefined || isAnew(known.figures, now)) begins.set(server, { at, figures: now });
      const begin = begins.get(server) ?? { at, figures: now };
      if (now.queued === 0) queuedSince.delete(server);
      else if (!queuedSince.has(server)) queuedSince.set(server, at);
      const queuedSeconds = at - (queuedSince.get(server) ?? at);
      const why = usersBreach({ since: begin.figures, now, seconds: at - begin.at, queuedSeconds }, strict);
      if (why !== null) return why;
    }
    return null;
  };
  for (;;) {
    const why = await look();
    if (why !== null || over.aborted) return why;
    await sleep(lookSeconds, over);
  }
};

/** What cannot be told now is told by a later look; whether the driver is there is asked after the step. */
const seen = async (driver: WatchIo['driver']): Promise<readonly UserFigures[] | null> => {
  try {
    return await driver.greenUsers();
  } catch (error) {
    if (error instanceof DriverProblem) return null;
    throw error;
  }
};
