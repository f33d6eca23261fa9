import type { Seconds } from '../../model/units.js';

/** The quantiles that are told of each window and of the whole. */
export const shownQuantiles = [0.5, 0.95, 0.99] as const;

export type WindowLatency = {
  readonly requests: number;
  /** Of `shownQuantiles` and of one more that was asked for, in seconds; infinite where so many were lost. */
  readonly quantiles: readonly number[];
};

/** The quantile of ascending values: the least of them that at least so many are not above, so that a lost request can make it infinite. */
export const nearestRank = (ascending: Float64Array, q: number): number => ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? Number.NaN;

/**
 * Latencies of requests, by the windows that they arrived in; null for a window without requests. `arrivals` are ascending.
 */
export const windowsOf = (
  arrivals: Float64Array,
  latencies: Float64Array,
  windowSeconds: Seconds,
  durationSeconds: Seconds,
  quantiles: readonly number[],
): (WindowLatency | null)[] => {
  let from = 0;
  return Array.from({ length: Math.ceil(durationSeconds / windowSeconds) }, (_, place) => {
    const start = from;
    const end = (place + 1) * windowSeconds;
    while (from < arrivals.length && (arrivals[from] ?? 0) < end) from++;
    if (from === start) return null;
    const ascending = latencies.slice(start, from).sort();
    return { requests: from - start, quantiles: quantiles.map((q) => nearestRank(ascending, q)) };
  });
};
