import { durationWords } from '../../diagnose/words.js';
import type { Seconds } from '../../model/units.js';
import { smallestSample } from '../../statistics/quantile-bound.js';
import { type LoadBounds, shareVerdict, slowShare } from '../load/bounds.js';
import { percent } from '../load/words.js';
import type { UserFigures } from './driver.js';

/** What is known of a server since its step began. */
export type Watched = {
  readonly since: UserFigures;
  readonly now: UserFigures;
  readonly seconds: Seconds;
  /** For how long requests have waited for it at every look. */
  readonly queuedSeconds: Seconds;
};

/** HAProxy tells each of the three times that make one up in whole milliseconds, rounded up. */
const roundingSeconds: Seconds = 0.003;

/** A mean of fewer is no more than a few slow ones: as many as a p95 takes. */
const leastForMean = smallestSample(1 - slowShare, 0.95);

/**
 * The mean of the answers since then, of two means: each is a plain one of the first `meanOf` answers, and every later answer takes its part of
 * it. Less what rounding may add, so that it is never above what really was.
 */
const meanSince = ({ since, now }: Watched): Seconds => {
  const most = now.meanOf;
  const late = Math.max(0, now.answered - Math.max(since.answered, most));
  const oldPart = (Math.min(since.answered, most) / Math.min(now.answered, most)) * (1 - 1 / most) ** late;
  return (now.meanSeconds - since.meanSeconds * oldPart - roundingSeconds) / (1 - oldPart);
};

/** A wait of this long at least is no burst. */
const leastQueueSeconds: Seconds = 1;

/**
 * Why users of a server do not have what the bounds promise, for certain at their confidence; null while they may have it. Of times only the
 * mean is known: above the limit of the p95 it is a breach, below it says nothing. So is a queue that the server does not end within that
 * limit, and one that is held for dead.
 */
export const usersBreach = (watched: Watched, { p95Seconds, errorShare, confidence }: LoadBounds): string | null => {
  const { since, now, seconds, queuedSeconds } = watched;
  const limit = durationWords(p95Seconds);
  if (now.isDown) return `${now.server} is held for dead by what moves the traffic`;
  const answered = now.answered - since.answered;
  const ended = answered + now.lost - since.lost;
  const bad = ended - answered + now.errors - since.errors;
  // A share within the limit needs no test, which takes as long as there are requests.
  if (bad > errorShare * ended && shareVerdict(bad, ended, errorShare, confidence) === 'breach')
    return `${bad} of ${ended} requests of users failed on ${now.server} (limit ${percent(errorShare)})`;
  const mean = answered < leastForMean ? 0 : meanSince(watched);
  if (mean > p95Seconds) return `${answered} requests of users took ${durationWords(mean)} on average on ${now.server} (limit of the p95 ${limit})`;
  const isStuck = queuedSeconds >= Math.max(leastQueueSeconds, p95Seconds) && now.queued * seconds > ended * p95Seconds;
  return isStuck ? `${now.queued} requests of users wait for ${now.server}, more than it ends within ${limit}` : null;
};
