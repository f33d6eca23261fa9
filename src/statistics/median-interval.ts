import type { Interval } from './hodges-lehmann.js';
import { quantile } from './quantile.js';
import { quantileLowerBound, quantileUpperBound } from './quantile-bound.js';
import { sorted } from './sorted.js';

/**
 * The median of independent values, in their unit, and the two of them that hold the true one with at least the given confidence, whatever
 * the distribution (a first run is bimodal). Bounds are infinite where there are too few values: 95 % takes six. NaN of none.
 */
export function medianInterval(values: readonly number[], confidence = 0.95): Interval {
  const ascending = sorted(values);
  const oneSided = 1 - (1 - confidence) / 2;
  return {
    estimate: quantile(ascending, 0.5),
    low: quantileLowerBound(ascending, 0.5, oneSided) ?? Number.NEGATIVE_INFINITY,
    high: quantileUpperBound(ascending, 0.5, oneSided) ?? Number.POSITIVE_INFINITY,
  };
}
