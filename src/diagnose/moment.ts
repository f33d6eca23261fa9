import type { Boot, BootEvent, Evidence, MilestoneMark, Request, Span } from '../model/boot.js';
import type { Instant } from '../model/units.js';

/** Where something stands in a boot, as far as the log tells: by clock, by order of signals, by line. */
export type Moment = {
  readonly time: Instant | null;
  /** Position in the boot's signals; null where it is none of them. */
  readonly order: number | null;
  readonly evidence: Evidence | null;
};

/** The moment at which a span is over; its first evidence is the record that says so. Requests have no place among the signals. */
export function endOfSpan(span: Span): Moment {
  return { time: span.end, order: span.order < 0 ? null : span.order, evidence: span.evidence[0] ?? null };
}

/** The moment of an event. */
export function momentOfEvent(event: BootEvent): Moment {
  return { time: event.time, order: event.order, evidence: event.evidence };
}

/** The moment of a milestone. */
export function momentOfMilestone(mark: MilestoneMark): Moment {
  return { time: mark.time, order: null, evidence: mark.evidence[0] ?? null };
}

/** The moment at which a request came in, or was answered where only that is logged. */
export function momentOfRequest(request: Request): Moment {
  return { time: request.start ?? request.end, order: null, evidence: request.evidence[0] ?? null };
}

/** Whether `later` is known to come after `earlier`: by the clock where it tells them apart, else by order, else by line of one file. */
export function isAfter(later: Moment, earlier: Moment): boolean {
  if (later.time !== null && earlier.time !== null && areApart(later.time, earlier.time)) return later.time > earlier.time;
  if (later.order !== null && earlier.order !== null) return later.order > earlier.order;
  if (later.evidence && earlier.evidence && later.evidence.file === earlier.evidence.file) return later.evidence.line > earlier.evidence.line;
  return false;
}

/** Whether a clock tells two times apart: one of whole seconds (an access log's) says nothing of the order within a second. */
function areApart(one: Instant, other: Instant): boolean {
  if (Number.isInteger(one) || Number.isInteger(other)) return Math.floor(one) !== Math.floor(other);
  return one !== other;
}

/** The earliest of some moments; null of none. */
export function earliest(moments: readonly Moment[]): Moment | null {
  return moments.reduce<Moment | null>((first, moment) => (first === null || isAfter(first, moment) ? moment : first), null);
}

/** Whether two pieces of evidence are the same record. */
export function isSameRecord(a: Evidence, b: Evidence): boolean {
  return a.file === b.file && a.line === b.line;
}

const spansByBoot = new WeakMap<Boot, readonly Span[]>();

/** All spans of work in a boot, whatever its phase; the rows of whole requests are none. Asked for by most conditions, so kept by boot. */
export function spansOf(boot: Boot): readonly Span[] {
  const known = spansByBoot.get(boot) ?? workOf(boot);
  spansByBoot.set(boot, known);
  return known;
}

function workOf(boot: Boot): Span[] {
  return boot.phases.flatMap((total) => (total.phase === 'first-request' || total.phase === 'steady' ? [] : [...total.spans]));
}
