import type { Sorted } from './sorted.js';

/**
 * A value that the true quantile (0 < q < 1) is not above with at least the given confidence, in the unit of the values: an order
 * statistic, whatever the distribution. Null where there are fewer than `smallestSample` values: then not even the largest will do.
 * Values must be independent. Clopper and Pearson's binomial, as in Hahn and Meeker, Statistical Intervals (1991), chapter 5.
 */
export function quantileUpperBound(values: Sorted, q: number, confidence: number): number | null {
  const below = binomialBelow(values.length, q);
  const rank = below.findIndex((chance) => chance >= confidence);
  return rank < 1 ? null : (values[rank - 1] ?? null);
}

/** A value that the true quantile is not below with at least the given confidence; null where there are too few values. */
export function quantileLowerBound(values: Sorted, q: number, confidence: number): number | null {
  const below = binomialBelow(values.length, q);
  const rank = below.findLastIndex((chance) => chance <= 1 - confidence);
  return rank < 1 ? null : (values[rank - 1] ?? null);
}

/** The fewest values with an upper bound of that quantile: 59 for the 95th percentile with 95 % confidence. */
export function smallestSample(q: number, confidence: number): number {
  return Math.ceil(Math.log(1 - confidence) / Math.log(q));
}

/** P(fewer than k of n values lie below the quantile), for k from 0 to n. */
function binomialBelow(n: number, q: number): number[] {
  const below = [0];
  // In logarithms: (1 − q)^n is no double any more from some hundred values on.
  let logChance = n * Math.log(1 - q);
  for (let k = 0; k < n; k += 1) {
    below.push((below[k] ?? 0) + Math.exp(logChance));
    logChance += Math.log((n - k) / (k + 1)) + Math.log(q) - Math.log(1 - q);
  }
  return below;
}
