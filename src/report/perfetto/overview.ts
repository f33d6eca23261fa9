import type { Evidence } from '../../model/boot.js';
import type { Scope } from '../../model/phase.js';
import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import type { Citations } from '../citations.js';
import { axisOf, ownedStretches, placedGaps } from '../drawing/axis.js';
import type { TraceClock } from './clock.js';
import { type Bar, firstLine, type Mark, shownEvidence, type Track, unclocked } from './track.js';

type DrawBar = (from: Seconds, to: Seconds) => Bar;

const evidenceOf = ({ spans }: ReportedPhase): readonly Evidence[] => spans.flatMap(({ evidence }) => evidence);

/** A phase's bar for a stretch of it; what all of its bars tell is gathered once. */
const drawPhase = (phase: ReportedPhase, cited: Citations, more: object = {}): DrawBar => {
  const { phase: name, scope, seconds: phaseSeconds, share, basis } = phase;
  const evidence = evidenceOf(phase);
  const args = { phase: name, scope, phaseSeconds, share, basis, causes: cited.ofAny(evidence), ...more, evidence: shownEvidence(evidence) };
  return (from, to) => ({ name, category: scope, from, to, args });
};

const drawGap = (gap: ReportedGap, cited: Citations, more: object = {}): DrawBar => {
  const { scope, seconds, errorSeconds, suspect, why, after, before } = gap;
  const causes = cited.ofAll([after, before]);
  const args = { scope, gapSeconds: seconds, errorSeconds, suspect, why, causes, ...more, evidence: shownEvidence([after, before]) };
  return (from, to) => ({ name: 'gap', category: scope, from, to, args });
};

/** Phases and gaps one behind the other, in the order of the log: all that is known where no clock tells more. */
const stackedBars = (phases: readonly ReportedPhase[], gaps: readonly ReportedGap[], from: Seconds, cited: Citations): Bar[] => {
  const stretches = [
    ...phases.map((phase) => ({ line: firstLine(evidenceOf(phase)), seconds: phase.seconds, draw: drawPhase(phase, cited, unclocked) })),
    ...gaps.map((gap) => ({ line: gap.after.line, seconds: gap.seconds, draw: drawGap(gap, cited, unclocked) })),
  ];
  let reached = from;
  return stretches
    .sort((a, b) => (a.line === b.line ? 0 : a.line - b.line))
    .map(({ seconds, draw }) => {
      const begin = reached;
      reached += seconds;
      return draw(begin, reached);
    });
};

const marksOf = (boot: BootReport, beginning: Seconds): Mark[] =>
  (['listening', 'ready', 'warm'] as const).flatMap((name) => {
    const milestone = boot.milestones[name];
    if (milestone === null || milestone.seconds === null) return [];
    return [{ name, at: beginning + milestone.seconds, args: { seconds: milestone.seconds, evidence: shownEvidence(milestone.evidence) } }];
  });

/**
 * What a scope's time went to, each phase as the stretches that its spans cover, with the gaps between them: by the clock, and on a row of
 * its own in the order of the log what has none.
 */
export const overviewTracks = (boot: BootReport, scope: Exclude<Scope, 'background'>, clock: TraceClock, cited: Citations): Track[] => {
  const phases = boot.phases.filter((phase) => phase.scope === scope && phase.seconds > 0);
  const gaps = boot.gaps.filter((gap) => gap.scope === scope && gap.seconds > 0);
  const axis = axisOf(boot, phases, scope);
  const title = scope === 'startup' ? 'startup' : 'first request';
  const shift = axis === null ? 0 : axis.zero - (clock.zero ?? axis.zero);
  const covered = axis === null ? [] : ownedStretches(phases, axis).map((stretches) => stretches.covered);
  const placed = axis === null ? gaps.map((gap) => ({ gap, place: [] })) : placedGaps(gaps, phases, axis);
  const unplaced = phases.filter((_, index) => (covered[index] ?? []).length === 0);
  const bars = [
    ...phases.flatMap((phase, index) => {
      const bar = drawPhase(phase, cited);
      return (covered[index] ?? []).map(({ from, to }) => bar(from + shift, to + shift));
    }),
    ...placed.flatMap(({ gap, place }) => {
      const bar = drawGap(gap, cited);
      return place.map(({ from, to }) => bar(from + shift, to + shift));
    }),
  ];
  const marks = scope === 'startup' && axis !== null && clock.beginning !== null ? marksOf(boot, clock.beginning) : [];
  const unplacedGaps = placed.filter(({ place }) => place.length === 0).map(({ gap }) => gap);
  const stacked = stackedBars(unplaced, unplacedGaps, scope === 'startup' ? 0 : clock.requests, cited);
  return [
    { name: `${title}: phases and gaps`, bars, marks },
    { name: `${title}: phases and gaps, no clock`, bars: stacked, marks: [] },
  ];
};
