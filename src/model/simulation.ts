import type { Seconds } from './units.js';

/** The answer of `coldcase simulate --format json`, schema version 1. Fields are added freely; renamed or removed only with a new version. */

/** A median over replications and its 95 % interval; bounds are null where there are too few replications; infinite values (lost requests) are null. */
export type Estimate = { readonly value: number | null; readonly low: number | null; readonly high: number | null };

export type ForecastWindow = {
  readonly startSeconds: Seconds;
  /** Requests that arrive in it and replicas that get traffic at its end, medians over the replications. */
  readonly requests: number;
  readonly replicas: number;
  readonly p50: Estimate;
  readonly p95: Estimate;
  readonly p99: Estimate;
};

export type StrategyForecast = {
  readonly name: string;
  /** In words, what it does. */
  readonly describes: string;
  readonly keeps: boolean;
  /** Seconds, over all requests. */
  readonly p50: Estimate;
  readonly p95: Estimate;
  readonly p99: Estimate;
  /** Seconds of the worst window, by the quantile of the objective, and when it begins. */
  readonly worst: { readonly startSeconds: Seconds; readonly latency: Estimate };
  /** Seconds of windows whose quantile is over the objective. */
  readonly overSeconds: Estimate;
  /** Requests answered later than the objective, and those never answered. */
  readonly late: Estimate;
  readonly lost: Estimate;
  readonly replicaSeconds: Estimate;
  readonly windows: readonly ForecastWindow[];
};

export type Simulation = {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'coldcase'; readonly version: string };
  readonly summary: string;
  readonly scenario: {
    readonly file: string;
    readonly durationSeconds: Seconds;
    readonly windowSeconds: Seconds;
    readonly objective: { readonly quantile: number; readonly seconds: Seconds; readonly met: number };
    readonly requestsPerReplication: number;
    /** Figures that were measured, and what of: `start`, `cold`, `shapes`. */
    readonly measured: readonly { readonly part: string; readonly boots: number }[];
  };
  readonly seed: number;
  readonly replications: number;
  /** Whether the intervals are as narrow as asked. */
  readonly isPrecise: boolean;
  /** The cheapest strategy that keeps the objective; null where none does. */
  readonly chosen: string | null;
  readonly reason: string;
  readonly strategies: readonly StrategyForecast[];
  readonly remarks: readonly string[];
};
