import type { Sorted } from './sorted.js';

/**
 * How often chance alone makes one new run at least this much slower (or faster) than the runs before it: its rank among all of them,
 * slowest first, over their number. Each of m + 1 runs is equally likely to be the slowest where nothing changed, so p ≥ 1 / (m + 1);
 * equal runs count against it.
 */
export function predictionTest(baseline: readonly number[], run: number): { readonly pSlower: number; readonly pFaster: number } {
  const share = (count: number) => (1 + count) / (1 + baseline.length);
  return { pSlower: share(baseline.filter((value) => value >= run).length), pFaster: share(baseline.filter((value) => value <= run).length) };
}

/**
 * The bound that one new run passes with a chance of at most `alpha` where nothing changed, in the unit of the values: an order
 * statistic of the baseline (Hahn and Meeker, Statistical Intervals, 1991, chapter 5). Null where the baseline is too small:
 * `smallestBaseline(alpha)` runs are needed.
 */
export function predictionBound(baseline: Sorted, alpha: number): number | null {
  const passing = Math.floor(alpha * (baseline.length + 1));
  return passing < 1 ? null : (baseline[baseline.length - passing] ?? null);
}
