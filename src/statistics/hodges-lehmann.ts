import { mannWhitneyCounts } from './mann-whitney.js';
import { quantile } from './quantile.js';
import { type Sorted, sorted } from './sorted.js';

/** An estimate and its confidence interval; a bound is infinite where the samples are too few to give one. */
export type Interval = { readonly estimate: number; readonly low: number; readonly high: number };

/** By how much, and by what share, the second sample is above the first. */
export type Shift = { readonly absolute: Interval; readonly relative: Interval };

/**
 * The shift from `before` to `after`: the median of all differences between a value of one and a value of the other (Hodges and Lehmann,
 * Annals of Mathematical Statistics 34, 1963), in their unit, and the same of all ratios less one (0.2 is a fifth slower). Its bounds
 * are those differences between which Mann and Whitney's test finds no change, so that they agree with `permutationTest` and cover a
 * shift with at least the given confidence, whatever the distribution. Values are 0 or more and independent (one a rollout);
 * NaN where a sample is empty, infinite ratios where `before` is all zeros.
 */
export function hodgesLehmann(before: readonly number[], after: readonly number[], confidence = 0.95): Shift {
  const cut = cutOff(before.length, after.length, (1 - confidence) / 2);
  const differences = sorted(after.flatMap((b) => before.map((a) => b - a)));
  const ratios = sorted(after.flatMap((b) => before.map((a) => (a === b ? 1 : b / a))));
  const { estimate, low, high } = middle(ratios, cut, 0);
  return { absolute: middle(differences, cut, Number.NEGATIVE_INFINITY), relative: { estimate: estimate - 1, low: low - 1, high: high - 1 } };
}

/** How many pairs may be left out at each end: the most for which P(U < cut) stays within `tail`. */
function cutOff(m: number, n: number, tail: number): number {
  const counts = mannWhitneyCounts(m, n);
  // (1 − 0.9) / 2 is a little less than a twentieth in binary; a probability of just that much is within it.
  const allowed = tail * (1 + 1e-9) * counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [cut, count] of counts.entries()) {
    below += count;
    if (below > allowed) return cut;
  }
  return 0;
}

function middle(pairs: Sorted, cut: number, lowest: number): Interval {
  return {
    estimate: quantile(pairs, 0.5),
    low: cut === 0 ? lowest : (pairs[cut - 1] ?? lowest),
    high: cut === 0 ? Number.POSITIVE_INFINITY : (pairs[pairs.length - cut] ?? Number.POSITIVE_INFINITY),
  };
}
