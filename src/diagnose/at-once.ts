import type { Request } from '../model/boot.js';
import type { Instant, Seconds } from '../model/units.js';
import { isAnswered } from '../timeline/requests.js';

type Timed = { readonly start: Instant; readonly end: Instant; readonly path: string | null };

/** A clock of whole seconds is off by as much; stamps of a finer one are rounded, and so are durations. */
const slackSeconds = (end: Instant): Seconds => (Number.isInteger(end) ? 1 : 0.005);

const timed = (request: Request): Timed[] => {
  const { start, end, path } = request;
  return start === null || end === null || !isAnswered(request) ? [] : [{ start, end, path }];
};

/**
 * Answered requests that were under way together with the first one, itself counted; null where the log shows no two. Only those of its
 * own path: a server in front of a service logs the same request once more.
 */
export function requestsAtOnce(requests: readonly Request[]): number | null {
  const all = requests.flatMap(timed);
  const [ended] = all;
  if (ended === undefined) return null;
  const first = all.reduce((earliest, own) => (own.start < earliest.start ? own : earliest), ended);
  const isBeside = ({ start, end, path }: Timed): boolean => path === first.path && Math.min(end, first.end) - start > slackSeconds(end);
  const beside = all.filter((request) => request !== first && isBeside(request)).length;
  return beside === 0 ? null : 1 + beside;
}
