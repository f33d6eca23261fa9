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

/** Whether a time is no longer than a steady one by more than the rule's share, or 5 ms. */
export const isAsFast = (seconds: Seconds, steadySeconds: Seconds, { within }: SteadyRule): boolean =>
  seconds <= steadySeconds + Math.max(within * steadySeconds, floorSeconds);

/** Whether the first window of runs is as fast as a shape was once it was steady, its very first run included: one that starts anew is not. */
export const isStillSteady = (runs: readonly Seconds[], steadySeconds: Seconds, rule: SteadyRule): boolean =>
  runs.length === rule.window && isAsFast(runs[0] ?? Number.POSITIVE_INFINITY, steadySeconds, rule) && isAsFast(median(runs), steadySeconds, rule);
