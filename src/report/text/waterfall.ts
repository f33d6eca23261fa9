import type { Scope } from '../../model/phase.js';
import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import type { Palette } from '../palette.js';
import { type Axis, axisOf, ownedStretches, placedGaps, shownPhases, smallShare, type TimeStretch } from './axis.js';
import { drawChart, type Row, type Stretch } from './chart.js';
import { placeOf } from './evidence.js';

/** Gaps beyond these are added up in one row. */
const shownGaps = 4;

type PlacedRow = Row & { readonly order: number };

const whereOf = (phase: ReportedPhase): string => {
  const longest = [...phase.spans].sort((a, b) => b.seconds - a.seconds)[0];
  const first = longest?.evidence.at(-1);
  return first === undefined ? '' : placeOf(first);
};

const firstLineOf = (phase: ReportedPhase): number => Math.min(...phase.spans.flatMap((span) => span.evidence.map((evidence) => evidence.line)));

const onAxis = (stretches: readonly { readonly from: Seconds; readonly to: Seconds }[], axis: Axis, glyph: string): Stretch[] =>
  stretches.map(({ from, to }) => ({ from: from / axis.seconds, to: to / axis.seconds, glyph }));

const clockedRows = (phases: readonly ReportedPhase[], axis: Axis, palette: Palette): PlacedRow[] => {
  const owned = ownedStretches(phases, axis);
  return phases.map((phase, index) => {
    const placed = owned[index];
    const isPlaced = placed !== undefined && placed.covered.length > 0;
    const unplaced = [{ from: 0, to: phase.seconds / axis.seconds, glyph: '▒' }];
    const stretches = isPlaced ? [...onAxis(placed.covered, axis, '─'), ...onAxis(placed.owned, axis, '█')] : unplaced;
    const order = isPlaced ? Math.min(...placed.covered.map((stretch) => stretch.from)) : Number.POSITIVE_INFINITY;
    return { label: phase.phase, seconds: phase.seconds, share: phase.share, stretches, where: whereOf(phase), paint: palette.phase, order };
  });
};

const stackedRows = (phases: readonly ReportedPhase[], total: Seconds, palette: Palette): PlacedRow[] => {
  let reached = 0;
  return [...phases]
    .sort((a, b) => firstLineOf(a) - firstLineOf(b))
    .map((phase) => {
      const from = reached;
      reached += phase.seconds;
      const stretches = [{ from: from / total, to: reached / total, glyph: '█' }];
      return { label: phase.phase, seconds: phase.seconds, share: phase.share, stretches, where: whereOf(phase), paint: palette.phase, order: from };
    });
};

const gapRow = (gap: ReportedGap, place: readonly TimeStretch[], axis: Axis, palette: Palette): PlacedRow => ({
  label: '░ gap',
  seconds: gap.seconds,
  share: gap.seconds / axis.seconds,
  stretches: onAxis(place, axis, '░'),
  where: `${placeOf(gap.after)}–${gap.before.line}`,
  paint: palette.gap,
  order: place[0]?.from ?? Number.POSITIVE_INFINITY,
});

const gapRows = (gaps: readonly ReportedGap[], phases: readonly ReportedPhase[], axis: Axis, palette: Palette): PlacedRow[] => {
  const placed = placedGaps(gaps, phases, axis).sort((a, b) => b.gap.seconds - a.gap.seconds);
  const shown = placed.filter(({ gap }, index) => index < shownGaps && gap.seconds >= smallShare * axis.seconds);
  const rows = shown.map(({ gap, place }) => gapRow(gap, place, axis, palette));
  const others = placed.slice(shown.length);
  const seconds = others.reduce((sum, { gap }) => sum + gap.seconds, 0);
  if (seconds < 0.001 * axis.seconds || others.length === 0) return rows;
  const label = others.length === 1 ? '░ gap' : `░ ${others.length} short gaps`;
  const stretches = others.flatMap(({ place }) => place);
  const order = Math.min(...stretches.map(({ from }) => from));
  return [...rows, { label, seconds, share: seconds / axis.seconds, stretches: onAxis(stretches, axis, '░'), where: '', paint: palette.gap, order }];
};

const milestoneRows = (boot: BootReport, axis: Axis, palette: Palette): PlacedRow[] =>
  (['listening', 'ready'] as const).flatMap((name) => {
    const mark = boot.milestones[name];
    const evidence = mark?.evidence[0];
    if (mark === null || mark.seconds === null || mark.seconds > axis.seconds * 1.001) return [];
    const at = Math.min(mark.seconds / axis.seconds, 1);
    const where = evidence === undefined ? '' : placeOf(evidence);
    // After everything that ends at the same moment: the last thing that a start does is to be ready.
    return [
      {
        label: `◆ ${name}`,
        seconds: mark.seconds,
        share: null,
        stretches: [{ from: at, to: at, glyph: '◆' }],
        where,
        paint: palette.good,
        order: mark.seconds,
      },
    ];
  });

/**
 * The phases of one scope as bars to scale: along the clock where the log has one, otherwise one behind the other; gaps and milestones
 * stand among them. Empty where the scope has no phase and no gap.
 */
export const waterfall = (boot: BootReport, scope: Exclude<Scope, 'background'>, width: number, palette: Palette): string[] => {
  const gaps = boot.gaps.filter((gap) => gap.scope === scope);
  const phases = shownPhases(boot, scope);
  if (phases.length === 0 && gaps.length === 0) return [];
  const axis = axisOf(boot, phases, scope);
  if (axis === null) {
    const total = phases.reduce((sum, phase) => sum + phase.seconds, 0);
    return total > 0 ? drawChart(stackedRows(phases, total, palette), total, width, palette) : [];
  }
  const milestones = scope === 'startup' ? milestoneRows(boot, axis, palette) : [];
  const rows = [...clockedRows(phases, axis, palette), ...gapRows(gaps, phases, axis, palette), ...milestones];
  rows.sort((a, b) => (a.order === b.order ? 0 : a.order - b.order));
  return drawChart(rows, axis.seconds, width, palette);
};
