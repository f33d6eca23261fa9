import type { Scope } from '../../model/phase.js';
import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import type { Citations } from '../citations.js';
import { axisOf, ownedStretches, placedGaps } from '../text/axis.js';
import type { TraceClock } from './clock.js';
import { type Bar, firstLine, type Mark, shownEvidence, type Track, unclocked } from './track.js';

const evidenceOf = ({ spans }: ReportedPhase) => spans.flatMap(({ evidence }) => evidence);

/** A phase's bar for a stretch of it; what all of its bars tell is gathered once. */
const phaseBars = (phase: ReportedPhase, cited: Citations, more: object = {}): ((from: Seconds, to: Seconds) => Bar) => {
  const { phase: name, scope, seconds: phaseSeconds, share, basis } = phase;
  const evidence = evidenceOf(phase);
  const args = { phase: name, scope, phaseSeconds, share, basis, causes: cited.ofAny(evidence), ...more, evidence: shownEvidence(evidence) };
  return (from, to) => ({ name, category: scope, from, to, args });
};

const gapBar = (gap: ReportedGap, from: Seconds, to: Seconds, cited: Citations): Bar => {
  const { scope, seconds, errorSeconds, suspect, why, after, before } = gap;
  const causes = cited.ofAll([after, before]);
  return { name: 'gap', category: scope, from, to, args: { scope, seconds, errorSeconds, suspect, why, causes, evidence: shownEvidence([after, before]) } };
};

/** Phases one behind the other, in the order of the log: all that is known where no clock tells more. */
const stackedBars = (phases: readonly ReportedPhase[], from: Seconds, cited: Citations): Bar[] => {
  let reached = from;
  const inOrder = phases.map((phase) => ({ phase, line: firstLine(evidenceOf(phase)) })).sort((a, b) => (a.line === b.line ? 0 : a.line - b.line));
  return inOrder.map(({ phase }) => {
    const begin = reached;
    reached += phase.seconds;
    return phaseBars(phase, cited, unclocked)(begin, reached);
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
  const gaps = boot.gaps.filter((gap) => gap.scope === scope);
  const axis = axisOf(boot, phases, scope);
  const title = scope === 'startup' ? 'startup' : 'first request';
  const shift = axis === null ? 0 : axis.zero - (clock.zero ?? axis.zero);
  const covered = axis === null ? [] : ownedStretches(phases, axis).map((stretches) => stretches.covered);
  const unplaced = phases.filter((_, index) => (covered[index] ?? []).length === 0);
  const bars = [
    ...phases.flatMap((phase, index) => {
      const bar = phaseBars(phase, cited);
      return (covered[index] ?? []).map(({ from, to }) => bar(from + shift, to + shift));
    }),
    ...(axis === null ? [] : placedGaps(gaps, phases, axis)).flatMap(({ gap, place }) =>
      place.map(({ from, to }) => gapBar(gap, from + shift, to + shift, cited)),
    ),
  ];
  const marks = scope === 'startup' && axis !== null && clock.beginning !== null ? marksOf(boot, clock.beginning) : [];
  return [
    { name: `${title}: phases and gaps`, bars, marks },
    { name: `${title}: phases, no clock`, bars: stackedBars(unplaced, scope === 'startup' ? 0 : clock.requests, cited), marks: [] },
  ];
};
