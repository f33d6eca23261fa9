import type { Reproduction, ShapeSummary, Trial } from '../../model/reproduction.js';
import type { Seconds } from '../../model/units.js';
import { median } from '../../statistics/quantile.js';
import { type Measured, shapeName } from './measured.js';
import type { ColdWork, ServedShape } from './scenario.js';

/** What a reproduction shows of the same: its starts, its shapes with their first and their steady runs, and what the first run in a process costs beyond those. */
export const reproducedIn = ({ conditions, shapes, trials }: Reproduction): Measured => {
  const ended = trials.filter(({ failure }) => failure === null);
  // A replica that joins starts where nothing of the model is in memory yet.
  const [started = []] = ['evicted', 'base'].map((role) => trialsOf(role, conditions, ended)).filter((some) => some.length > 0);
  const cold = coldIn(shapes);
  const runs = shapes.reduce((most, { steady }) => Math.max(most, steady.values), 0);
  return {
    startSeconds: started.map(readySeconds),
    cold,
    shapes: shapes.map((shape) => servedShape(shape, shapes.length)),
    boots: { start: started.length, cold: cold.length === 0 ? 0 : runs, shapes: runs },
  };
};

/** Of logs and a reproduction together: how long starts take is told by the logs, which are of where they run; what shapes take, by the reproduction. */
export const withReproduced = (logs: Measured, reproduced: Measured): Measured => {
  const start = logs.startSeconds.length > 0 ? logs : reproduced;
  const served = reproduced.shapes.length > 0 ? reproduced : logs;
  const boots = { start: start.boots.start, cold: served.boots.cold, shapes: served.boots.shapes };
  return { startSeconds: start.startSeconds, cold: served.cold, shapes: served.shapes, boots };
};

const trialsOf = (role: string, conditions: Reproduction['conditions'], trials: readonly Trial[]): Trial[] => {
  const [first] = conditions.filter((condition) => condition.role === role);
  return trials.filter(({ condition }) => condition === first?.id);
};

/** From asking for the process until it can take a request. */
const readySeconds = ({ stages }: Trial): Seconds => {
  const asked = stages.find(({ stage }) => stage === 'input-building' || stage === 'first-run' || stage === 'first-request');
  const last = stages.at(-1);
  return asked?.startSeconds ?? (last === undefined ? 0 : last.startSeconds + last.seconds);
};

const firstSeconds = ({ firstAfterOthers, firstInProcess, steady }: ShapeSummary): Seconds => (firstAfterOthers ?? firstInProcess ?? steady).seconds;

/** Traffic is taken to have all shapes equally often. */
const servedShape = (summary: ShapeSummary, count: number): ServedShape => ({
  name: shapeName(summary.shape) || 'all',
  share: 1 / count,
  steadySeconds: summary.steady.seconds,
  firstSeconds: Math.max(firstSeconds(summary), summary.steady.seconds),
});

/** By how much a shape's first run takes longer where it is the first of its process; of one shape alone that is in its own first run. */
const coldIn = (shapes: readonly ShapeSummary[]): ColdWork[] => {
  const more = shapes.flatMap(({ firstInProcess, firstAfterOthers }) =>
    firstInProcess === null || firstAfterOthers === null ? [] : [firstInProcess.seconds - firstAfterOthers.seconds],
  );
  const seconds = more.length === 0 ? 0 : median(more);
  return seconds > 0 ? [{ cause: 'first-run', seconds }] : [];
};
