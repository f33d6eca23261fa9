import type { Evidence } from '../../model/boot.js';
import type { Phase } from '../../model/phase.js';
import type { BootReport, ReportedGap, ReportedPhase, ReportedSpan, Severity } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { type Axis, axisOf, firstLineOf, instant, placedGaps, shownPhases, type TimeStretch } from '../drawing/axis.js';
import { numbered } from '../text/causes.js';

/** A bar of the waterfall; `from` and `to` are seconds since the chart's zero. */
export type Bar = TimeStretch & {
  readonly phase: Phase;
  readonly process: string | null;
  /** The figure that the log states, or the difference of two clocks. */
  readonly seconds: Seconds;
  readonly basis: 'stated' | 'measured';
  readonly evidence: readonly Evidence[];
  /** The cause that a line of it proves: its number in the list of causes. */
  readonly cause: { readonly number: number; readonly severity: Severity } | null;
  /** False where the log has no clock for it: its length is known, its place is not. */
  readonly isPlaced: boolean;
};

/** Bars of one phase in one process, by their beginning, in as many rows as overlap. */
export type Lane = { readonly phase: Phase; readonly process: string | null; readonly rows: readonly (readonly Bar[])[] };

export type Chart = {
  readonly scope: 'startup' | 'request';
  readonly seconds: Seconds;
  /** Without a clock the bars stand one behind the other, in the order of the log. */
  readonly isClocked: boolean;
  readonly lanes: readonly Lane[];
  readonly gaps: readonly (TimeStretch & { readonly gap: ReportedGap })[];
  readonly milestones: readonly { readonly name: 'listening' | 'ready' | 'warm'; readonly seconds: Seconds; readonly evidence: readonly Evidence[] }[];
};

/** Bars that overlap beyond this many rows share the last one. */
const mostRows = 6;

type CauseAt = (evidence: readonly Evidence[]) => Bar['cause'];

const placeKey = ({ file, line }: Evidence): string => `${line} ${file}`;

const causesByLine = (boot: BootReport): CauseAt => {
  const byLine = new Map<string, Bar['cause']>();
  for (const [index, cause] of numbered(boot.causes).entries()) {
    for (const evidence of cause.evidence) {
      if (!byLine.has(placeKey(evidence))) byLine.set(placeKey(evidence), { number: index + 1, severity: cause.severity });
    }
  }
  return (evidence) => evidence.map((one) => byLine.get(placeKey(one)) ?? null).find((cause) => cause !== null) ?? null;
};

/** One clock and the length give the other end. */
const stretchOf = (span: ReportedSpan, zero: number): TimeStretch | null => {
  const [start, end] = [instant(span.start), instant(span.end)];
  if (start !== null && end !== null) return end < start ? null : { from: start - zero, to: end - zero };
  if (start !== null) return { from: start - zero, to: start - zero + span.seconds };
  return end === null ? null : { from: Math.max(0, end - zero - span.seconds), to: end - zero };
};

const clockedBars = (phases: readonly ReportedPhase[], axis: Axis, causeAt: CauseAt): Bar[] =>
  phases.flatMap(({ phase, spans }) =>
    spans.map((span) => {
      const { seconds, basis, process, evidence } = span;
      const stretch = stretchOf(span, axis.zero);
      const { from, to } = stretch ?? { from: 0, to: Math.min(seconds, axis.seconds) };
      return { phase, process, seconds, basis, evidence, from, to, cause: causeAt(evidence), isPlaced: stretch !== null };
    }),
  );

const stackedBars = (phases: readonly ReportedPhase[], causeAt: CauseAt): Bar[] => {
  let reached = 0;
  return [...phases]
    .sort((a, b) => firstLineOf(a) - firstLineOf(b))
    .map(({ phase, seconds, basis, spans }) => {
      const from = reached;
      reached += seconds;
      const evidence = spans.flatMap((span) => span.evidence);
      return { phase, process: null, seconds, basis, evidence, from, to: reached, cause: causeAt(evidence), isPlaced: true };
    });
};

/** Each bar goes into the first row that is free where it begins. */
const rowsOf = (bars: readonly Bar[]): Bar[][] => {
  const rows: Bar[][] = [];
  const ends: Seconds[] = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const free = ends.findIndex((end) => end <= bar.from + 1e-6);
    const row = free !== -1 ? free : Math.min(rows.length, mostRows - 1);
    rows[row] = rows[row] ?? [];
    rows[row].push(bar);
    ends[row] = Math.max(ends[row] ?? 0, bar.to);
  }
  return rows;
};

const lanesOf = (bars: readonly Bar[]): Lane[] => {
  const byLane = new Map<string, Bar[]>();
  const phaseFrom = new Map<Phase, Seconds>();
  for (const bar of bars) {
    const key = JSON.stringify([bar.phase, bar.process]);
    const lane = byLane.get(key);
    if (lane === undefined) byLane.set(key, [bar]);
    else lane.push(bar);
    phaseFrom.set(bar.phase, Math.min(phaseFrom.get(bar.phase) ?? Number.POSITIVE_INFINITY, bar.from));
  }
  const order = (phase: Phase): Seconds => phaseFrom.get(phase) ?? 0;
  return [...byLane.values()]
    .flatMap((lane) => (lane[0] === undefined ? [] : [{ phase: lane[0].phase, process: lane[0].process, rows: rowsOf(lane) }]))
    .sort(
      (a, b) => order(a.phase) - order(b.phase) || a.phase.localeCompare(b.phase) || (a.process ?? '').localeCompare(b.process ?? '', 'en', { numeric: true }),
    );
};

const milestonesOf = (boot: BootReport, seconds: Seconds): Chart['milestones'] =>
  (['listening', 'ready', 'warm'] as const).flatMap((name) => {
    const mark = boot.milestones[name];
    return mark === null || mark.seconds === null || mark.seconds > seconds * 1.001 ? [] : [{ name, seconds: mark.seconds, evidence: mark.evidence }];
  });

/** The waterfall of a scope, to scale; null where it has neither a phase nor a gap. */
export const chartOf = (boot: BootReport, scope: 'startup' | 'request'): Chart | null => {
  const phases = shownPhases(boot, scope);
  const gaps = boot.gaps.filter((gap) => gap.scope === scope);
  if (phases.length === 0 && gaps.length === 0) return null;
  const causeAt = causesByLine(boot);
  const axis = axisOf(boot, phases, scope);
  if (axis === null) {
    const bars = stackedBars(phases, causeAt);
    const seconds = bars.at(-1)?.to ?? 0;
    return seconds > 0 ? { scope, seconds, isClocked: false, lanes: lanesOf(bars), gaps: [], milestones: [] } : null;
  }
  return {
    scope,
    seconds: axis.seconds,
    isClocked: true,
    lanes: lanesOf(clockedBars(phases, axis, causeAt)),
    gaps: placedGaps(gaps, phases, axis).flatMap(({ gap, place }) => place.map((stretch) => ({ ...stretch, gap }))),
    milestones: scope === 'startup' ? milestonesOf(boot, axis.seconds) : [],
  };
};
