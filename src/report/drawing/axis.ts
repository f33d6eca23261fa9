import type { Scope } from '../../model/phase.js';
import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';

/** The clock line of a waterfall: its zero (seconds since the epoch), its length, and its zero since the boot's beginning. */
export type Axis = { readonly zero: number; readonly seconds: Seconds; readonly sinceStart: Seconds | null };

/** Seconds since the axis' zero. */
export type TimeStretch = { readonly from: Seconds; readonly to: Seconds };

type TimedSpan = TimeStretch & { readonly phase: number };

/** Seconds since the epoch of an ISO time; null where it is none. */
export const instant = (iso: string | null): number | null => {
  if (iso === null) return null;
  const milliseconds = Date.parse(iso);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
};

const timedSpans = (phases: readonly ReportedPhase[], zero: number): TimedSpan[] =>
  phases.flatMap((phase, index) =>
    phase.spans.flatMap((span) => {
      const [start, end] = [instant(span.start), instant(span.end)];
      return start === null || end === null || end < start ? [] : [{ from: start - zero, to: end - zero, phase: index }];
    }),
  );

/** The axis that a scope's spans lie on; null where the log has no clock for them. */
export const axisOf = (boot: BootReport, phases: readonly ReportedPhase[], scope: Exclude<Scope, 'background'>): Axis | null => {
  const spans = timedSpans(phases, 0);
  if (spans.length === 0 && scope === 'request') return null;
  const first = spans.reduce((least, span) => Math.min(least, span.from), Number.POSITIVE_INFINITY);
  const beginning = instant(boot.startedAt);
  const started = scope === 'startup' ? beginning : null;
  if (started === null && spans.length === 0) return null;
  const zero = started === null ? first : Math.min(started, first);
  const whole = scope === 'startup' ? boot.timeToReadySeconds : (boot.firstRequestSeconds ?? boot.firstRequestAtLeastSeconds);
  const own = boot.gaps.filter((gap) => gap.scope === scope);
  const gaps = own.reduce((sum, gap) => sum + gap.seconds, 0);
  const lastGap = scope === 'startup' ? own.reduce((last, gap) => Math.max(last, (gap.startSeconds ?? 0) + gap.seconds), 0) : 0;
  const listening = scope === 'startup' ? (boot.milestones.listening?.seconds ?? 0) : 0;
  const seconds = Math.max(whole ?? 0, listening, lastGap, spans.length === 0 ? gaps : spans.reduce((last, span) => Math.max(last, span.to), zero) - zero);
  return seconds > 0 ? { zero, seconds, sinceStart: beginning === null ? null : zero - beginning } : null;
};

const merged = (stretches: readonly TimeStretch[]): TimeStretch[] => {
  const result: { from: Seconds; to: Seconds }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
};

/** More than a picture has room for; the shortest of many are left out of the question which is the innermost. */
const mostDrawn = 2_000;

const longestOf = (spans: readonly TimedSpan[]): readonly TimedSpan[] =>
  spans.length <= mostDrawn ? spans : [...spans].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, mostDrawn);

/**
 * By phase: the stretches that its spans cover, and of these the ones where no shorter span of another phase lies inside, which is
 * the rule by which nested time is counted once.
 */
export const ownedStretches = (phases: readonly ReportedPhase[], axis: Axis): { covered: TimeStretch[]; owned: TimeStretch[] }[] => {
  const spans = timedSpans(phases, axis.zero);
  const drawn = longestOf(spans);
  const byStart = [...drawn].sort((a, b) => a.from - b.from);
  const edges = [...new Set(drawn.flatMap((span) => [span.from, span.to]))].sort((a, b) => a - b);
  const owned = phases.map((): TimeStretch[] => []);
  let begun = 0;
  let running: TimedSpan[] = [];
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1];
    if (to === undefined) break;
    for (let span = byStart[begun]; span !== undefined && span.from <= from; span = byStart[begun]) {
      running.push(span);
      begun += 1;
    }
    const going: TimedSpan[] = [];
    let innermost: TimedSpan | undefined;
    for (const span of running) {
      if (span.to < to) continue;
      going.push(span);
      if (innermost === undefined || span.to - span.from <= innermost.to - innermost.from) innermost = span;
    }
    running = going;
    if (innermost !== undefined) owned[innermost.phase]?.push({ from, to });
  }
  return phases.map((_, index) => ({ covered: merged(spans.filter((span) => span.phase === index)), owned: merged(owned[index] ?? []) }));
};

/** The stretches of the axis that no span covers. */
const freeStretches = (phases: readonly ReportedPhase[], axis: Axis): TimeStretch[] => {
  const free: TimeStretch[] = [];
  let reached = 0;
  for (const { from, to } of merged(timedSpans(phases, axis.zero))) {
    if (from > reached) free.push({ from: reached, to: from });
    reached = Math.max(reached, to);
  }
  if (reached < axis.seconds) free.push({ from: reached, to: axis.seconds });
  return free;
};

/** A gap as far as its place on an axis matters; `from` counts from the axis' zero, null where it is unknown. */
export type Unplaced = { readonly from: Seconds | null; readonly seconds: Seconds };

/** The parts of a silence that no span covers: free time from its beginning on, until its seconds are used up. */
const partsOf = (from: Seconds, seconds: Seconds, free: readonly TimeStretch[]): TimeStretch[] => {
  const parts: TimeStretch[] = [];
  let left = seconds;
  for (const stretch of free) {
    const begin = Math.max(from, stretch.from);
    if (begin >= stretch.to || left <= 0) continue;
    const part = { from: begin, to: Math.min(begin + left, stretch.to) };
    left -= part.to - part.from;
    parts.push(part);
  }
  return parts;
};

/**
 * The stretches of gaps (in the order of their lines) among the free ones. A gap whose beginning is unknown goes into the next free
 * stretch that has room for it, behind the one before. No stretch for a gap that finds no room.
 */
export const layGaps = (gaps: readonly Unplaced[], free: readonly TimeStretch[]): TimeStretch[][] => {
  let at = 0;
  let reached = free[0]?.from ?? 0;
  return gaps.map(({ from, seconds }) => {
    if (from !== null) return partsOf(from, seconds, free);
    // Clocks of whole seconds and the rounding of figures make a stretch a little shorter than its gaps.
    while (at < free.length && (free[at]?.to ?? 0) - reached < seconds * 0.9) {
      at += 1;
      reached = free[at]?.from ?? 0;
    }
    const stretch = free[at];
    if (stretch === undefined) return [];
    const placed = { from: reached, to: Math.min(reached + seconds, stretch.to) };
    reached = placed.to;
    return [placed];
  });
};

/** Gaps in the order of their lines, each with the stretches of the axis that it takes. */
export const placedGaps = (
  gaps: readonly ReportedGap[],
  phases: readonly ReportedPhase[],
  axis: Axis,
): { readonly gap: ReportedGap; readonly place: readonly TimeStretch[] }[] => {
  const inOrder = gaps.filter((gap) => gap.seconds > 0).sort((a, b) => a.after.line - b.after.line);
  const unplaced = inOrder.map(({ startSeconds, seconds }) => ({
    from: startSeconds == null || axis.sinceStart === null ? null : startSeconds - axis.sinceStart,
    seconds,
  }));
  const places = layGaps(unplaced, freeStretches(phases, axis));
  return inOrder.map((gap, index) => ({ gap, place: places[index] ?? [] }));
};

/** Less than this share of a whole tells nothing. */
export const smallShare = 0.01;

/** The phases of a scope, without what is left of a request where that tells nothing: all of it, or next to none of it. */
export const shownPhases = (boot: BootReport, scope: Exclude<Scope, 'background'>): ReportedPhase[] => {
  const phases = boot.phases.filter((phase) => phase.scope === scope && phase.seconds > 0);
  const known = phases.filter((phase) => phase.phase !== 'first-request');
  const total = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  const rest = total - known.reduce((sum, phase) => sum + phase.seconds, 0);
  return known.length === 0 || rest < smallShare * total ? known : phases;
};

/** The smallest figure; infinite of none. A loop, since a spread into Math.min takes no more than some 100,000 arguments. */
export const least = (figures: readonly number[]): number => figures.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** The first line that shows a phase, by which phases without a clock stand in the order of the log. */
export const firstLineOf = (phase: ReportedPhase): number => least(phase.spans.flatMap((span) => span.evidence.map((evidence) => evidence.line)));
