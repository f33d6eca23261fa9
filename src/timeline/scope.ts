import type { Scope } from '../model/phase.js';
import type { Instant } from '../model/units.js';
import type { PlacedRequest } from './requests.js';

/** Where something stands in a boot: its position among the signals, and its stretch on the clock if it has one. */
export type Place = { readonly opened: number; readonly closed: number; readonly start: Instant | null; readonly end: Instant | null };

/** What scopes are judged by. */
export type ScopeContext = {
  readonly readyOrder: number | null;
  readonly requests: readonly PlacedRequest[];
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
  const firstStart = requests.find((request) => request.startOrder !== null)?.startOrder ?? null;
  if (readyOrder !== null ? place.opened < readyOrder : firstStart === null) {
    if (readyOrder !== null || !requests.some((request) => request.endOrder !== null && request.endOrder < place.opened)) return 'startup';
  }
  if (readyOrder === null && firstStart !== null && place.opened < firstStart) return 'startup';
  return requests.some((request) => waitedFor(request, place)) ? 'request' : 'background';
}

function waitedFor(request: PlacedRequest, place: Place): boolean {
  if (request.startOrder !== null) return request.startOrder <= place.opened && (request.endOrder === null || request.endOrder >= place.closed);
  if (request.endOrder === null || request.endOrder < place.closed) return false;
  if (place.end === null || request.end === null) return false;
  if (request.start !== null && place.start !== null) return place.end > request.start - 0.5 && place.start < request.end;
  const spent = place.start === null ? 0 : place.end - place.start;
  return request.end - place.end <= followSeconds(spent);
}
