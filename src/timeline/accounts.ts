import type { Instant, Seconds } from '../model/units.js';
import { type Account, accountFor, accountWithoutClock, type ScopedSpan } from './phases.js';
import type { PlacedRequest } from './requests.js';
import type { Interval } from './sweep.js';

/** An account, and the spans that it knows by their index. */
export type Accounted = { readonly account: Account; readonly spans: readonly ScopedSpan[] };

/** What is known of a start's stretch of the clock. */
export type StartWindow = {
  /** The first dated record; null without a clock. */
  readonly start: Instant | null;
  /** When it got ready, or failed; null where the log does not say. */
  readonly end: Instant | null;
  readonly hasBeginning: boolean;
  /** Whether `end` is an end: ready or failed. */
  readonly isOver: boolean;
  /** The whole of it as the log states it, where no clock says it. */
  readonly statedSeconds: Seconds | null;
};

const none: Account = { attributedSeconds: 0, unexplainedSeconds: null, owned: new Map(), gaps: [] };

/**
 * Accounts for the start. Where its beginning and end are in the log, attributed and unexplained seconds add up to its length;
 * where the beginning is cut away, spans may reach back before the first record and the unexplained time is unknown; without
 * clocks stated figures are added up.
 */
export function startupAccount(spans: readonly ScopedSpan[], { start, end, hasBeginning, isOver, statedSeconds }: StartWindow): Accounted {
  const own = spans.filter((span) => span.scope === 'startup');
  const last = end ?? latest(own);
  if (start === null || last === null) {
    const account = accountWithoutClock(own);
    const whole = start !== null && end !== null && hasBeginning && isOver ? Math.max(0, end - start) : statedSeconds;
    return { account: { ...account, unexplainedSeconds: whole === null ? null : Math.max(0, whole - account.attributedSeconds) }, spans: own };
  }
  const reach = hasBeginning ? start : Math.min(start, ...own.map((span) => span.covers?.start ?? start));
  const account = withUndated(accountFor({ start: reach, end: Math.max(last, start) }, own), own);
  return { account: hasBeginning && isOver ? account : { ...account, unexplainedSeconds: null }, spans: own };
}

/** Figures stated before the log's first clock lie outside of the window: they are their phases' seconds, and none of its time. */
function withUndated(account: Account, spans: readonly ScopedSpan[]): Account {
  const undated = spans.flatMap((span, index) => (span.covers === null ? [index] : []));
  if (undated.length === 0) return account;
  const stated = accountWithoutClock(undated.map((index) => spans[index] as ScopedSpan));
  const owned = new Map(account.owned);
  for (const [position, seconds] of stated.owned) owned.set(undated[position] as number, seconds);
  return { ...account, owned };
}

/** Accounts for what requests waited for: the first request within its stretch of the clock, and apart from it all later ones. */
export function requestAccounts(spans: readonly ScopedSpan[], first: PlacedRequest | null): { readonly first: Accounted; readonly later: Accounted } {
  const own = spans.filter((span) => span.scope === 'request');
  const seconds = first?.seconds ?? null;
  // A clock that was set back in between says nothing of how long it took.
  const isBackward = seconds === null && first?.start != null && first.end !== null && first.end < first.start;
  if (first?.start == null || first.end === null || isBackward) {
    const { account } = accountOnItsOwn(own);
    const unexplainedSeconds = seconds === null ? null : Math.max(0, seconds - account.attributedSeconds);
    return { first: { account: { ...account, unexplainedSeconds, gaps: [] }, spans: own }, later: { account: none, spans: [] } };
  }
  const window = { start: first.end - (seconds ?? first.end - first.start), end: first.end };
  const isInside = ({ covers, scope }: ScopedSpan): boolean =>
    scope === 'request' && (covers === null || (covers.start <= window.end && covers.end >= window.start));
  const inside = own.filter(isInside);
  return { first: { account: accountFor(window, inside), spans: inside }, later: accountOnItsOwn(own.filter((span) => !isInside(span))) };
}

/** Accounts for spans that belong to no window: on the stretch of the clock that they cover, or added up. */
export function accountOnItsOwn(spans: readonly ScopedSpan[]): Accounted {
  const covers = spans.map((span) => span.covers).filter((one): one is Interval => one !== null);
  if (covers.length === 0 || covers.length < spans.length) return { account: accountWithoutClock(spans), spans };
  const window = { start: Math.min(...covers.map((one) => one.start)), end: Math.max(...covers.map((one) => one.end)) };
  return { account: accountFor(window, spans), spans };
}

/** Where the last of the spans ends; null if none has a clock. */
function latest(spans: readonly ScopedSpan[]): Seconds | null {
  const ends = spans.map((span) => span.covers?.end).filter((end) => end !== undefined);
  return ends.length === 0 ? null : Math.max(...ends);
}
