import type { Scope } from '../model/phase.js';
import type { Seconds } from '../model/units.js';
import { grouped } from '../statistics/grouped.js';
import type { RawSpan } from './spans.js';
import { type Interval, type Segment, sweep } from './sweep.js';

/** A raw span with its scope. */
export type ScopedSpan = RawSpan & { readonly scope: Scope };

/** What one window (the start, or the first request) was spent on: `attributed + unexplained` is its length, to the noise of doubles. */
export type Account = {
  readonly attributedSeconds: Seconds;
  readonly unexplainedSeconds: Seconds | null;
  /** Seconds by index of the spans given; what the sweep left each of them. */
  readonly owned: ReadonlyMap<number, Seconds>;
  readonly gaps: readonly Interval[];
};

/** Accounts for a window of the clock. */
export function accountFor(window: Interval, spans: readonly ScopedSpan[]): Account {
  const placed = spans.map((span, index) => ({ covers: span.covers, index })).filter((one) => one.covers !== null && one.covers.end > one.covers.start);
  const segments: Segment[] = sweep(
    window,
    placed.map((one) => one.covers as Interval),
  );
  const owned = new Map<number, Seconds>();
  const gaps: Interval[] = [];
  let attributed = 0;
  for (const segment of segments) {
    const seconds = segment.end - segment.start;
    if (segment.owner === null) {
      gaps.push({ start: segment.start, end: segment.end });
      continue;
    }
    attributed += seconds;
    const index = (placed[segment.owner] as (typeof placed)[number]).index;
    owned.set(index, (owned.get(index) ?? 0) + seconds);
  }
  return { attributedSeconds: attributed, unexplainedSeconds: Math.max(0, window.end - window.start - attributed), owned, gaps };
}

/** A span's own seconds by its index. */
type Shares = { readonly seconds: Seconds; readonly owned: ReadonlyMap<number, Seconds> };
type Indexed = { readonly span: ScopedSpan; readonly index: number };

/**
 * Accounts for spans without a clock, where nothing lies inside anything for certain. Figures of one signal and process add up
 * (a figure printed twice in a row counts once); ranks count as the slowest; a runtime's own figures for one phase nest, so the
 * largest counts, a total with its parts of that phase; the plain words of an unknown service stand for different things, so they add up.
 */
export function accountWithoutClock(spans: readonly ScopedSpan[]): Account {
  const owned = new Map<number, Seconds>();
  let attributedSeconds = 0;
  const indexed = spans.map((span, index) => ({ span, index }));
  for (const members of grouped(indexed, ({ span }) => `${span.phase}\n${span.runtime}`).values()) {
    const isPlain = members[0]?.span.runtime === 'generic';
    const newOf = isPlain ? newSeconds : wholeSeconds;
    const bySignal = [...grouped(members, ({ span }) => span.signal).values()].map((same) =>
      slowest([...grouped(same, ({ span }) => span.process ?? '').values()].map((list) => added(list, newOf))),
    );
    const counted = isPlain ? bySignal : [slowest(bySignal)];
    for (const shares of counted) {
      attributedSeconds += shares.seconds;
      for (const [index, seconds] of shares.owned) owned.set(index, seconds);
    }
  }
  return { attributedSeconds, unexplainedSeconds: null, owned, gaps: [] };
}

const slowest = (list: readonly Shares[]): Shares => list.reduce((best, next) => (next.seconds > best.seconds ? next : best));

/** What a figure says beyond the parts that it sums up. */
const newSeconds = ({ seconds, partsSeconds }: ScopedSpan): Seconds => Math.max(0, seconds - partsSeconds);

/** The same with its parts of its own phase. */
const wholeSeconds = ({ seconds, partsSeconds, nestedSeconds }: ScopedSpan): Seconds => Math.max(0, seconds - Math.max(0, partsSeconds - nestedSeconds));

function added(list: readonly Indexed[], newOf: (span: ScopedSpan) => Seconds): Shares {
  const owned = new Map<number, Seconds>();
  let seconds = 0;
  let last: Seconds | null = null;
  for (const { span, index } of list) {
    const own = newOf(span);
    if (own === last) continue;
    last = own;
    seconds += own;
    owned.set(index, own);
  }
  return { seconds, owned };
}
