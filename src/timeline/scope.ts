import type { Scope } from '../model/phase.js';
import type { Instant } from '../model/units.js';
import type { PlacedRequest } from './requests.js';

/** Where something stands in a boot: its position among the signals, and its stretch on the clock if it has one. */
export type Place = {
  readonly opened: number;
  readonly closed: number;
  readonly start: Instant | null;
  readonly end: Instant | null;
  /** Whether it has a clock of its own. */
  readonly isDated: boolean;
  readonly isLoad: boolean;
  /** Whether weights are fetched, without a word of loading them. */
  readonly isFetch?: boolean;
  /** Whether it is said the moment that it happens: errors wait in no buffer. */
  readonly isUnbuffered?: boolean;
};

/** What scopes are judged by. */
export type ScopeContext = {
  readonly readyOrder: number | null;
  /** When it was ready; null without a clock. */
  readonly readyTime: Instant | null;
  readonly requests: readonly PlacedRequest[];
  /** Position of the last line that says that it serves before anybody came; null where none does. */
  readonly announcedOrder: number | null;
  /** Position of the first answer to a probe or another client; null where there is none. */
  readonly answeredOrder: number | null;
  /** From which position on loads are a request's, whether it is logged or not; null where none are. */
  readonly lazyFrom: number | null;
};

/**
 * How long after a step a request's end may come and still be the one that waited for it, where only ends are logged: the
 * forward pass that follows a load is shorter than the load, and 2 s covers the small ones.
 */
const followSeconds = (spent: number): number => Math.max(2, spent / 2);

/**
 * Whom a step kept waiting: the start, if it lies before ready; a request, if one was in flight (between its start and end, or,
 * with only ends logged, if its end follows at once); else nobody that the log shows.
 */
export function scopeOf(place: Place, context: ScopeContext): Scope {
  const { readyOrder, requests } = context;
  const isWaitedFor = (): boolean => requests.some((request) => waitedFor(request, place, requests));
  if (readyOrder !== null) {
    if (place.opened < readyOrder || endedWithReady(place, context.readyTime) || isPrintedLate(place, context)) return 'startup';
    const isLazy = (place.isLoad || place.isFetch === true) && context.lazyFrom !== null && place.opened >= context.lazyFrom;
    return isLazy || isWaitedFor() || isAheadOfAnswer(place, context) ? 'request' : 'background';
  }
  // Without a ready line, serving shows that the start is over.
  const firstSign = Math.min(...requests.map((request) => request.startOrder ?? request.endOrder ?? Number.POSITIVE_INFINITY));
  if (isAheadOfAnswer(place, context)) return 'request';
  if (place.opened >= firstSign) return isWaitedFor() ? 'request' : 'background';
  return requests.some((request) => request.startOrder === null && isInside(request, place)) ? 'request' : 'startup';
}

/**
 * Whether a step without a clock stands between two lines that say that the service is up, before anybody came: what a program prints waits in
 * a buffer of its own while its server's lines pass it.
 */
function isPrintedLate({ closed, isDated, isUnbuffered }: Place, { announcedOrder }: ScopeContext): boolean {
  return !isDated && isUnbuffered !== true && announcedOrder !== null && closed < announcedOrder;
}

/** Whether a step that had begun well before ready was over when it was: its figure is printed a moment later. */
function endedWithReady({ start, end }: Place, readyTime: Instant | null): boolean {
  return readyTime !== null && start !== null && end !== null && end - readyTime <= clockSlack && end >= readyTime && start < readyTime - 2 * clockSlack;
}

/** Whether a step lies in the stretch that a request with a stated duration took. */
function isInside(request: PlacedRequest, place: Place): boolean {
  if (request.seconds === null || request.start === null || request.end === null || place.start === null || place.end === null) return false;
  // What is known by its end alone had long gone on when a request came that began after it; whole seconds order nothing within one.
  const isBefore = place.start === place.end && !Number.isInteger(place.end) && place.end < request.start;
  return !isBefore && place.start >= request.start - clockSlack && place.end <= request.end + clockSlack;
}

/** What two clocks of one service may differ by. */
const clockSlack = 0.5;

/** Position of the first request to end after a step, of those of which only the end is logged. */
function nextEnd(place: Place, requests: readonly PlacedRequest[]): number {
  const ends = requests.flatMap(({ startOrder, endOrder }) => (startOrder === null && endOrder !== null && endOrder >= place.opened ? [endOrder] : []));
  return Math.min(...ends);
}

/** What a request that comes late may have waited for: as long as its step could be told of without a clock, and no longer than clients wait. */
const aheadSeconds = { min: 1, max: 300 };

/** Whether a load without a clock, of a service that answers already, stands ahead of the next answer, and time passed between the dated lines around it. */
function isAheadOfAnswer(place: Place, { requests, answeredOrder }: ScopeContext): boolean {
  if (answeredOrder === null || place.opened <= answeredOrder) return false;
  if (place.isDated || !place.isLoad || place.start === null) return false;
  const since = place.start;
  const next = nextEnd(place, requests);
  return requests.some(({ endOrder, end }) => {
    if (end === null || endOrder !== next) return false;
    const seconds = end - since;
    return seconds >= aheadSeconds.min && seconds <= aheadSeconds.max;
  });
}

/** How far a step of a request may seem to lie outside of it: clocks that both tell parts of a second differ by less, and a duration is rounded. */
function slackOf(place: Place, request: PlacedRequest): number {
  const isCoarse = [place.start, place.end, request.end].some((time) => time !== null && Number.isInteger(time));
  return isCoarse ? clockSlack : Math.max(clockSlack / 20, (request.seconds ?? 0) / 50);
}

/** Whether a step that the log tells of by its end alone had begun well before the request came: somebody else began it, though the request may wait for its end. */
function beganLongBefore(place: Place, request: PlacedRequest): boolean {
  return place.start !== null && request.start !== null && place.start < request.start - Math.max(clockSlack, 2 * slackOf(place, request));
}

/**
 * Whether a request took most of the time in which a step without a clock can lie: from the last dated line before the step to the line that tells of
 * the request's end. So the step was most likely the request's.
 */
function fillsGapOf({ isDated, start, end }: Place, request: PlacedRequest): boolean {
  if (isDated || request.seconds === null || request.end === null || start === null || end === null) return false;
  return request.seconds >= Math.max(end - start, (request.end - start) / 2) && request.seconds >= aheadSeconds.min;
}

function waitedFor(request: PlacedRequest, place: Place, requests: readonly PlacedRequest[]): boolean {
  if (request.startOrder !== null) {
    return request.startOrder <= place.opened && (request.endOrder === null || request.endOrder >= place.closed) && !beganLongBefore(place, request);
  }
  if (request.endOrder === null || request.endOrder < place.closed) return false;
  // Without any clock the first request to end most likely waited for it.
  if (place.end === null && request.end === null) return request.endOrder === nextEnd(place, requests);
  if (place.end === null || request.end === null) return false;
  if (request.start !== null && place.start !== null) {
    if (fillsGapOf(place, request) && request.endOrder === nextEnd(place, requests)) return true;
    const slack = slackOf(place, request);
    // What had begun well before the request came was begun by somebody else, though the request may have waited for its end.
    return place.end > request.start - slack && place.start < request.end && place.start > request.start - 2 * slack;
  }
  // What other requests were answered during kept none of them waiting.
  if (requests.some((other) => other.endOrder !== null && other.endOrder > place.opened && other.endOrder < place.closed)) return false;
  const spent = place.start === null ? 0 : place.end - place.start;
  return request.end - place.end <= followSeconds(spent);
}
