import type { Seconds } from '../model/units.js';
import { median } from '../statistics/quantile.js';
import type { SteadyRule } from './plan/plan.js';

/** Medians this close are equal whatever their share: two sets of identical runs differ by as much on a busy machine. */
const floorSeconds: Seconds = 0.005;

/**
 * What a pass takes once it is steady: the median of the last window of runs, where it differs from the median of the window before by no
 * more than the rule's share of that one (or 5 ms). Null while it is not, or there are too few runs.
 */
export const steadySecondsOf = (runs: readonly Seconds[], { window, within }: SteadyRule): Seconds | null => {
  if (runs.length < 2 * window) return null;
  const last = median(runs.slice(-window));
  const before = median(runs.slice(-2 * window, -window));
  return Math.abs(last - before) <= Math.max(within * before, floorSeconds) ? last : null;
};
