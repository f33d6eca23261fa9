import type { Scope } from '../../model/phase.js';
import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { placeOf } from '../text/evidence.js';
import { type Axis, axisOf, firstLineOf, least, ownedStretches, placedGaps, shownPhases, smallShare, type TimeStretch } from './axis.js';

/** A stretch of the axis, as shares of its length; later ones of a row lie over earlier ones. */
export type Bar = {
  readonly from: number;
  readonly to: number;
  /** covered: spans of shorter phases may lie inside · owned: the phase's own · unplaced: as long as it took, where is unknown. */
  readonly kind: 'covered' | 'owned' | 'unplaced' | 'gap' | 'mark';
};

/** One line of a waterfall. */
export type WaterfallRow = {
  readonly kind: 'phase' | 'gap' | 'milestone';
  readonly label: string;
  readonly seconds: Seconds;
  readonly share: number | null;
  readonly bars: readonly Bar[];
  /** Where the figure stands in the log; empty where there is no one place. */
  readonly where: string;
};

export type Waterfall = {
  /** Length of the axis. */
  readonly seconds: Seconds;
  readonly rows: readonly WaterfallRow[];
};

/** Gaps beyond these are added up in one row. */
const shownGaps = 4;

type PlacedRow = WaterfallRow & { readonly order: number };

const whereOf = (phase: ReportedPhase): string => {
  const longest = [...phase.spans].sort((a, b) => b.seconds - a.seconds)[0];
  const first = longest?.evidence.at(-1);
  return first === undefined ? '' : placeOf(first);
};

const onAxis = (stretches: readonly TimeStretch[], axis: Axis, kind: Bar['kind']): Bar[] =>
  stretches.map(({ from, to }) => ({ from: from / axis.seconds, to: to / axis.seconds, kind }));

const phaseRow = (phase: ReportedPhase, bars: readonly Bar[], order: number): PlacedRow => ({
  kind: 'phase',
  label: phase.phase,
  seconds: phase.seconds,
  share: phase.share,
  bars,
  where: whereOf(phase),
  order,
});

const clockedRows = (phases: readonly ReportedPhase[], axis: Axis): PlacedRow[] => {
  const owned = ownedStretches(phases, axis);
  return phases.map((phase, index) => {
    const placed = owned[index];
    if (placed === undefined || placed.covered.length === 0)
      return phaseRow(phase, [{ from: 0, to: phase.seconds / axis.seconds, kind: 'unplaced' }], Number.POSITIVE_INFINITY);
    const bars = [...onAxis(placed.covered, axis, 'covered'), ...onAxis(placed.owned, axis, 'owned')];
    return phaseRow(phase, bars, least(placed.covered.map((stretch) => stretch.from)));
  });
};

const stackedRows = (phases: readonly ReportedPhase[], total: Seconds): PlacedRow[] => {
  let reached = 0;
  return [...phases]
    .sort((a, b) => firstLineOf(a) - firstLineOf(b))
    .map((phase) => {
      const from = reached;
      reached += phase.seconds;
      return phaseRow(phase, [{ from: from / total, to: reached / total, kind: 'owned' }], from);
    });
};

const gapRow = (gap: ReportedGap, place: readonly TimeStretch[], axis: Axis): PlacedRow => ({
  kind: 'gap',
  label: 'gap',
  seconds: gap.seconds,
  share: gap.seconds / axis.seconds,
  bars: onAxis(place, axis, 'gap'),
  where: `${placeOf(gap.after)}–${gap.before.line}`,
  order: place[0]?.from ?? Number.POSITIVE_INFINITY,
});

const gapRows = (gaps: readonly ReportedGap[], phases: readonly ReportedPhase[], axis: Axis): PlacedRow[] => {
  const placed = placedGaps(gaps, phases, axis).sort((a, b) => b.gap.seconds - a.gap.seconds);
  const shown = placed.filter(({ gap }, index) => index < shownGaps && gap.seconds >= smallShare * axis.seconds);
  const rows = shown.map(({ gap, place }) => gapRow(gap, place, axis));
  const others = placed.slice(shown.length);
  const seconds = others.reduce((sum, { gap }) => sum + gap.seconds, 0);
  if (seconds < 0.001 * axis.seconds || others.length === 0) return rows;
  const label = others.length === 1 ? 'gap' : `${others.length} short gaps`;
  const stretches = others.flatMap(({ place }) => place);
  const order = least(stretches.map(({ from }) => from));
  return [...rows, { kind: 'gap', label, seconds, share: seconds / axis.seconds, bars: onAxis(stretches, axis, 'gap'), where: '', order }];
};

const milestoneRows = (boot: BootReport, axis: Axis): PlacedRow[] =>
  (['listening', 'ready'] as const).flatMap((name) => {
    const mark = boot.milestones[name];
    const evidence = mark?.evidence[0];
    if (mark === null || mark.seconds === null || mark.seconds > axis.seconds * 1.001) return [];
    const at = Math.min(mark.seconds / axis.seconds, 1);
    const where = evidence === undefined ? '' : placeOf(evidence);
    const bars: Bar[] = [{ from: at, to: at, kind: 'mark' }];
    // After everything that ends at the same moment: the last thing that a start does is to be ready.
    return [{ kind: 'milestone', label: name, seconds: mark.seconds, share: null, bars, where, order: mark.seconds }];
  });

/**
 * The phases of one scope as bars to scale: along the clock where the log has one, otherwise one behind the other; gaps and milestones
 * stand among them. Null where the scope has no phase and no gap.
 */
export const waterfallOf = (boot: BootReport, scope: Exclude<Scope, 'background'>): Waterfall | null => {
  const gaps = boot.gaps.filter((gap) => gap.scope === scope);
  const phases = shownPhases(boot, scope);
  if (phases.length === 0 && gaps.length === 0) return null;
  const axis = axisOf(boot, phases, scope);
  if (axis === null) {
    const total = phases.reduce((sum, phase) => sum + phase.seconds, 0);
    return total > 0 ? { seconds: total, rows: stackedRows(phases, total) } : null;
  }
  const milestones = scope === 'startup' ? milestoneRows(boot, axis) : [];
  const rows = [...clockedRows(phases, axis), ...gapRows(gaps, phases, axis), ...milestones];
  rows.sort((a, b) => (a.order === b.order ? 0 : a.order - b.order));
  return { seconds: axis.seconds, rows };
};
