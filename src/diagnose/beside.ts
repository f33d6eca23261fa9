import type { Boot, Request, Span } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import { type Interval, overlapOf, unionSeconds } from '../timeline/sweep.js';
import type { Finding } from './found.js';
import { spansOf } from './moment.js';

type Timed = Request & { readonly seconds: Seconds; readonly start: number; readonly end: number };

/** A span that a request waited for lies in it, but for what two clocks and rounding differ by. */
const insideShare = 0.9;

/**
 * What a request that waited for a cause took beside it: beyond a steady request, and beyond all work that the log tells of. The first
 * run after a load or a compilation is dear by itself, and is over as well once the work is done before. Zero where the log can't tell.
 */
export function besideSeconds(boot: Boot, findings: readonly Finding[]): Seconds {
  const waited = findings.flatMap(({ spans }) => spans.flatMap((span) => (span.scope === 'request' ? intervalOf(span) : [])));
  const request = waited.length === 0 ? undefined : boot.requests.find((one) => isTimed(one) && waited.some((span) => liesIn(span, one)));
  if (request === undefined || !isTimed(request)) return 0;
  const steady = boot.cold?.seconds === request.seconds ? boot.cold.steadySeconds : boot.steadySeconds;
  if (steady === null) return 0;
  const work = spansOf(boot).flatMap((span) => intervalOf(span).flatMap((one) => overlapOf(one, request) ?? []));
  return Math.max(0, request.seconds - unionSeconds(work) - steady);
}

function isTimed(request: Request): request is Timed {
  return request.seconds !== null && request.start !== null && request.end !== null;
}

function intervalOf({ start, end }: Span): Interval[] {
  return start === null || end === null ? [] : [{ start, end }];
}

function liesIn(span: Interval, request: Interval): boolean {
  const within = overlapOf(span, request);
  return (within === null ? 0 : within.end - within.start) >= insideShare * (span.end - span.start);
}
