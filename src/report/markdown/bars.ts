import type { BootReport, ReportedGap, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { type Axis, placedGaps, smallShare, type TimeStretch } from '../drawing/axis.js';
import { formatSeconds } from '../quantity.js';
import { placeOf } from '../text/evidence.js';
import { momentsOf } from './moments.js';
import { phaseWords } from './phase-words.js';

/** One bar of a chart, in seconds from the chart's beginning; a milestone and a failure have no length. */
export type Bar = { readonly label: string; readonly from: Seconds; readonly to: Seconds; readonly kind: 'phase' | 'blamed' | 'gap' | 'milestone' | 'failure' };

/** A failure is known by a clock of whole seconds, and is the last thing that a start does. */
const slack = 1.1;
const separateStretches = 4;

/** Whether a cause names the phase. */
export const kindOf = (phase: ReportedPhase, blamed: ReadonlySet<string>): Bar['kind'] =>
  phase.spans.some((span) => span.evidence.some((evidence) => blamed.has(placeOf(evidence)))) ? 'blamed' : 'phase';

/** A phase as bars; one that came and went too often as a single one. */
export const phaseBars = (phase: ReportedPhase, stretches: readonly TimeStretch[], kind: Bar['kind']): Bar[] => {
  const name = phaseWords[phase.phase];
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return [];
  // Its bar holds those of the phases in it, so its label has its whole length.
  if (phase.phase === 'first-request') return [{ label: `The whole request ${formatSeconds(last.to - first.from)}`, from: first.from, to: last.to, kind }];
  if (stretches.length === 1) return [{ label: `${name} ${formatSeconds(phase.seconds)}`, ...first, kind }];
  if (stretches.length <= separateStretches)
    return stretches.map((stretch) => ({ label: `${name} ${formatSeconds(stretch.to - stretch.from)}`, ...stretch, kind }));
  return [{ label: `${name} ${formatSeconds(phase.seconds)}, ${stretches.length} stretches`, from: first.from, to: last.to, kind }];
};

/** Silences that are long enough to see, where no phase lies. */
export const gapBars = (gaps: readonly ReportedGap[], phases: readonly ReportedPhase[], axis: Axis): Bar[] => {
  const seen = gaps.filter((gap) => gap.seconds > gap.errorSeconds && gap.seconds >= smallShare * axis.seconds);
  return placedGaps(seen, phases, axis).flatMap(({ place }) =>
    place.map((stretch) => ({ label: `Unexplained ${formatSeconds(stretch.to - stretch.from)}`, ...stretch, kind: 'gap' as const })),
  );
};

const milestoneBars = (boot: BootReport): Bar[] =>
  (['listening', 'ready'] as const).flatMap((name) => {
    const seconds = boot.milestones[name]?.seconds ?? null;
    return seconds === null ? [] : [{ label: name === 'ready' ? 'Ready' : 'Listening', from: seconds, to: seconds, kind: 'milestone' as const }];
  });

/** When it failed, by a clock; where that is not known, what it came after. */
const failureBars = (boot: BootReport): Bar[] => {
  const failures = momentsOf(boot).filter(({ isFailure, at }) => isFailure && at !== null);
  const timed = failures.filter(({ isAfter }) => !isAfter);
  return (timed.length > 0 ? timed : failures.slice(0, 1)).map(({ at }) => ({ label: 'Failure', from: at ?? 0, to: at ?? 0, kind: 'failure' }));
};

/** Milestones and failure up to that many seconds from the beginning. */
export const markBars = (boot: BootReport, seconds: Seconds): Bar[] =>
  [...milestoneBars(boot), ...failureBars(boot)].filter(({ from }) => from <= seconds * slack);

/** The order in which bars stand below each other. */
export const byTime = (a: Bar, b: Bar): number => a.from - b.from || b.to - a.to;
