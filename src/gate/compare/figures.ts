import type { ComparedFigure, Movement } from '../../model/comparison.js';
import { type Change, changeBetween, type Rollout } from '../../statistics/change.js';
import { median } from '../../statistics/quantile.js';
import { type Figures, figureIn } from '../baseline/baseline.js';
import { type Measure, measures } from '../measures.js';

/** A side's runs, each with the figures of its boots. */
export type SideRuns = readonly (readonly Figures[])[];

const level = 0.05;
/** Shifts below this share of the earlier figure are the same: no log is exact to more. */
const sameShare = 0.01;

const valuesOf = (runs: SideRuns, id: string): Rollout[] =>
  runs.map((boots) => boots.flatMap((boot) => figureIn(boot, id) ?? [])).filter((values) => values.length > 0);

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const movementOf = (change: Change, before: number): Movement => {
  const shift = (change.kind === 'tested' ? change : change.estimate)?.shift ?? 0;
  if (Math.abs(shift) <= sameShare * Math.abs(before)) return 'same';
  if (change.kind === 'too-few') return 'unclear';
  if (shift > 0 && change.p <= level) return 'worse';
  return shift < 0 && change.pFaster <= level ? 'better' : 'unclear';
};

const comparedFigure = ({ id, title, unit }: Measure, beforeRuns: SideRuns, afterRuns: SideRuns): ComparedFigure => {
  const [before, after] = [valuesOf(beforeRuns, id), valuesOf(afterRuns, id)];
  const usual = (values: readonly Rollout[]): number | null => (values.length === 0 ? null : median(values.map((rollout) => median(rollout))));
  const [old, recent] = [usual(before), usual(after)];
  const base = { id, title, unit, before: old, after: recent };
  if (old === null || recent === null) return { ...base, shift: null, range: null, p: null, movement: null };
  const change = changeBetween(before, after, { alpha: level });
  const estimate = change.kind === 'tested' ? change : change.estimate;
  const shift = estimate?.shift ?? recent - old;
  // A bound that is infinite on both sides says nothing.
  const range =
    estimate === null || !(Number.isFinite(estimate.low) || Number.isFinite(estimate.high)) ? null : { low: finite(estimate.low), high: finite(estimate.high) };
  const p = change.kind === 'tested' ? (shift < 0 ? change.pFaster : change.p) : null;
  return { ...base, shift, range, p, movement: movementOf(change, old) };
};

const isPhase = ({ id }: Measure): boolean => id.startsWith('phases.') || id.startsWith('requestPhases.');

const isTold = ({ before, after }: ComparedFigure): boolean => (before ?? 0) !== 0 || (after ?? 0) !== 0;

/** The figures of the whole, and of each phase that either side has: the phases of the start first, in each the most moved first. */
export const compareFigures = (before: SideRuns, after: SideRuns): { readonly figures: ComparedFigure[]; readonly phases: ComparedFigure[] } => {
  const all = [...measures.values()];
  const compared = (chosen: readonly Measure[]): ComparedFigure[] => chosen.map((measure) => comparedFigure(measure, before, after)).filter(isTold);
  const byMove = (left: ComparedFigure, right: ComparedFigure): number => Math.abs(right.shift ?? 0) - Math.abs(left.shift ?? 0);
  const phases = compared(all.filter(isPhase));
  return {
    figures: compared(all.filter((measure) => !isPhase(measure))),
    phases: [...phases.filter(({ id }) => id.startsWith('phases.')).sort(byMove), ...phases.filter(({ id }) => id.startsWith('requestPhases.')).sort(byMove)],
  };
};
