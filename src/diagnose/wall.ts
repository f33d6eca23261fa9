import type { Boot, Span } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import { type Interval, unionSeconds } from '../timeline/sweep.js';

/**
 * Wall time of some spans: on the clock, what overlaps counts once; without one, a process's spans follow each other and
 * processes work side by side, so that the slowest counts.
 */
function wallSeconds(spans: readonly Span[]): Seconds {
  const clocked: Interval[] = [];
  const perProcess = new Map<string | null, number>();
  for (const span of spans) {
    if (span.start !== null && span.end !== null) clocked.push({ start: span.start, end: span.end });
    else perProcess.set(span.process, (perProcess.get(span.process) ?? 0) + span.seconds);
  }
  return unionSeconds(clocked) + Math.max(0, ...perProcess.values());
}

/** What a span leaves once other phases' spans of its own process inside it are taken out. */
export function aloneSeconds(span: Span, all: readonly Span[]): Seconds {
  const { start, end } = span;
  if (start === null || end === null) return span.seconds;
  const inside: Interval[] = [];
  for (const other of all) {
    if (other.phase === span.phase || other.start === null || other.end === null || !(other.seconds < span.seconds || isGiven(span, other))) continue;
    if (other.process !== null && span.process !== null && other.process !== span.process) continue;
    if (other.end > start && other.start < end) inside.push({ start: Math.max(start, other.start), end: Math.min(end, other.end) });
  }
  return Math.max(0, span.seconds - unionSeconds(inside));
}

/** Whether two lines claim the silence between them, and the account gave it to the other one. */
const isGiven = (span: Span, other: Span): boolean => other.start === span.start && other.end === span.end && other.ownSeconds > span.ownSeconds;

/** Wall seconds that a choice of spans takes in a boot, nested work of other phases taken out: the phase's own total where the choice is all of it. */
export function chosenSeconds(boot: Boot, chosen: ReadonlySet<Span>): Seconds {
  let seconds = 0;
  for (const total of boot.phases) {
    const here = total.spans.filter((span) => chosen.has(span));
    if (here.length === 0) continue;
    seconds += here.length === total.spans.length ? total.seconds : Math.min(total.seconds, wallSeconds(here));
  }
  return seconds;
}
