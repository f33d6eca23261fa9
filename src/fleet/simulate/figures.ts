import type { Seconds } from '../../model/units.js';
import type { Outcome } from './run.js';
import type { Scenario } from './scenario.js';
import { nearestRank, shownQuantiles, type WindowLatency, windowsOf } from './windows.js';

/** What one replication shows of one strategy. Quantiles are infinite where so many requests were lost, NaN without a request. */
export type Figures = {
  readonly quantiles: readonly number[];
  /** The quantile of the objective over all requests. */
  readonly latency: Seconds;
  readonly overSeconds: Seconds;
  readonly late: number;
  readonly lost: number;
  readonly replicaSeconds: Seconds;
  readonly windows: readonly (WindowLatency | null)[];
  /** Replicas that get traffic at the end of each window. */
  readonly replicas: readonly number[];
};

/** The quantiles of a window: those that are shown, then that of the objective. */
export const objectivePlace = shownQuantiles.length;

/** Sums an outcome up. */
export const figuresOf = ({ windowSeconds, durationSeconds, objective }: Scenario, arrivals: Float64Array, outcome: Outcome): Figures => {
  const { latencies, replicaSeconds, ready } = outcome;
  const ascending = latencies.slice().sort();
  const windows = windowsOf(arrivals, latencies, windowSeconds, durationSeconds, [...shownQuantiles, objective.quantile]);
  const isOver = (window: WindowLatency | null): boolean => (window?.quantiles[objectivePlace] ?? 0) > objective.seconds;
  const lost = latencies.reduce((count, seconds) => (seconds === Number.POSITIVE_INFINITY ? count + 1 : count), 0);
  const over = latencies.reduce((count, seconds) => (seconds > objective.seconds ? count + 1 : count), 0);
  let passed = 0;
  return {
    quantiles: shownQuantiles.map((q) => nearestRank(ascending, q)),
    latency: nearestRank(ascending, objective.quantile),
    overSeconds: windows.filter(isOver).length * windowSeconds,
    late: over - lost,
    lost,
    replicaSeconds,
    windows,
    replicas: windows.map((_, place) => {
      while (passed + 1 < ready.length && (ready[passed + 1]?.at ?? 0) <= (place + 1) * windowSeconds) passed++;
      return ready[passed]?.replicas ?? 0;
    }),
  };
};
