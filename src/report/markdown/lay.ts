import type { BootReport, ReportedPhase } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { type Axis, axisOf, firstLineOf, ownedStretches } from '../drawing/axis.js';
import { formatSeconds } from '../quantity.js';
import { placeOf } from '../text/evidence.js';
import { type Bar, byTime, gapBars, kindOf, markBars, phaseBars } from './bars.js';
import { phaseWords } from './phase-words.js';

/** The bars of one scope. */
export type ScopeBars = { readonly name: string; readonly bars: readonly Bar[] };

/** What the bars are, and how true their places: on one clock, each scope from its own beginning, or in the order of the log. */
export type Chart = { readonly sections: readonly ScopeBars[]; readonly scale: 'clock' | 'apart' | 'order' };

/** A scope's bars from its own beginning, which stands `sinceStart` after the boot's (null where that is unknown). */
type Laid = { readonly bars: readonly Bar[]; readonly seconds: Seconds; readonly sinceStart: Seconds | null; readonly hasClock: boolean };

const clocked = (boot: BootReport, scope: 'startup' | 'request', phases: readonly ReportedPhase[], axis: Axis, blamed: ReadonlySet<string>): Laid => {
  const owned = ownedStretches(phases, axis);
  const ofPhases = phases.flatMap((phase, index) => phaseBars(phase, owned[index]?.covered ?? [], kindOf(phase, blamed)));
  const ofGaps = gapBars(
    boot.gaps.filter((gap) => gap.scope === scope),
    phases,
    axis,
  );
  const bars = [...ofPhases, ...ofGaps].sort(byTime);
  const seconds = Math.max(axis.seconds, ...bars.map(({ to }) => to));
  return {
    bars: scope === 'startup' ? [...bars, ...markBars(boot, seconds)].sort(byTime) : bars,
    seconds,
    sinceStart: axis.sinceStart,
    hasClock: true,
  };
};

const stacked = (phases: readonly ReportedPhase[], blamed: ReadonlySet<string>): Laid => {
  let reached = 0;
  const bars = [...phases]
    .sort((a, b) => firstLineOf(a) - firstLineOf(b))
    .map((phase): Bar => {
      const from = reached;
      reached += phase.seconds;
      return { label: `${phaseWords[phase.phase]} ${formatSeconds(phase.seconds)}`, from, to: reached, kind: kindOf(phase, blamed) };
    });
  return { bars, seconds: reached, sinceStart: null, hasClock: false };
};

const layScope = (boot: BootReport, scope: 'startup' | 'request', blamed: ReadonlySet<string>): Laid => {
  const phases = boot.phases.filter((phase) => phase.scope === scope && phase.seconds > 0);
  const axis = axisOf(boot, phases, scope);
  return axis === null ? stacked(phases, blamed) : clocked(boot, scope, phases, axis, blamed);
};

const moved = (bars: readonly Bar[], by: Seconds): Bar[] => bars.map((bar) => ({ ...bar, from: bar.from + by, to: bar.to + by }));

/** Work beside the start that falls into the time that the chart shows. */
const background = (boot: BootReport, end: Seconds): Bar[] => {
  const phases = boot.phases.filter((phase) => phase.scope === 'background' && phase.phase !== 'steady' && phase.seconds > 0);
  const started = boot.startedAt === null ? Number.NaN : Date.parse(boot.startedAt) / 1000;
  if (phases.length === 0 || Number.isNaN(started)) return [];
  const axis: Axis = { zero: started, seconds: end, sinceStart: 0 };
  const owned = ownedStretches(phases, axis);
  return phases.flatMap((phase, index) =>
    phaseBars(
      phase,
      (owned[index]?.covered ?? []).filter(({ from, to }) => from >= 0 && to <= end * 1.05),
      'phase',
    ),
  );
};

/** Whether a request came so soon after the start that both have room on one axis. */
const isNear = (start: Laid, request: Laid): boolean =>
  start.sinceStart !== null &&
  request.sinceStart !== null &&
  request.sinceStart - (start.sinceStart + start.seconds) <= Math.max(start.seconds, request.seconds);

/** The phases, gaps and milestones of a start and of the request that paid for it as bars, at most `most` of them. */
export const chartOf = (boot: BootReport, most: number): Chart => {
  const places = boot.causes.filter(({ severity }) => severity !== 'note').flatMap(({ evidence }) => evidence.map(placeOf));
  const blamed = new Set(places);
  const start = layScope(boot, 'startup', blamed);
  const request = layScope(boot, 'request', blamed);
  const isOneClock = start.bars.length === 0 || request.bars.length === 0 || !(start.hasClock || request.hasClock) || isNear(start, request);
  const offset = isOneClock && start.bars.length > 0 ? (request.sinceStart ?? start.seconds) : 0;
  const requestBars = moved(request.bars, offset);
  const end = Math.max(start.seconds, offset + request.seconds);
  const hasClock = (start.bars.length === 0 || start.hasClock) && (request.bars.length === 0 || request.hasClock);
  const sections = [
    { name: 'Start', bars: start.bars },
    { name: 'First request', bars: requestBars },
    { name: 'Background', bars: isOneClock && hasClock ? background(boot, end) : [] },
  ];
  const longest = new Set(
    sections
      .flatMap(({ bars }) => bars)
      .sort((a, b) => Number(b.from === b.to) - Number(a.from === a.to) || b.to - b.from - (a.to - a.from))
      .slice(0, most),
  );
  const kept = sections.map(({ name, bars }) => ({ name, bars: bars.filter((bar) => longest.has(bar)) })).filter(({ bars }) => bars.length > 0);
  return { sections: kept, scale: hasClock ? (isOneClock ? 'clock' : 'apart') : 'order' };
};
