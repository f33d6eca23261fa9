import { type Sorted, sorted } from './sorted.js';

/**
 * The quantile `q` (0 to 1) of a sample, in its unit, linear between the two values next to it; NaN of an empty one.
 * Type 7 of Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), as R and NumPy do by default.
 */
export function quantile(values: Sorted, q: number): number {
  const place = (values.length - 1) * q;
  const low = values[Math.floor(place)] ?? Number.NaN;
  const high = values[Math.ceil(place)] ?? Number.NaN;
  // Equal neighbours may be infinite: their difference is no number then.
  return low === high ? low : low + (place - Math.floor(place)) * (high - low);
}

/** The median of values in any order, in their unit; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(sorted(values), 0.5);
}
