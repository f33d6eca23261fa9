import type { Seconds } from '../../model/units.js';

/** Requests a second over time, in seconds since the beginning of the forecast. */
export type Arrivals =
  | { readonly kind: 'constant'; readonly perSecond: number }
  | { readonly kind: 'step'; readonly from: number; readonly to: number; readonly atSeconds: Seconds }
  | { readonly kind: 'diurnal'; readonly low: number; readonly high: number; readonly periodSeconds: Seconds; readonly peakAtSeconds: Seconds }
  /** Rates that hold until the next point; before the first one there is no traffic, the last one holds to the end. */
  | { readonly kind: 'points'; readonly points: readonly { readonly atSeconds: Seconds; readonly perSecond: number }[] };

/** How the times of requests of one shape scatter around their mean. */
export type Scatter =
  | { readonly kind: 'fixed' }
  | { readonly kind: 'exponential' }
  /** With this coefficient of variation. */
  | { readonly kind: 'lognormal'; readonly variation: number };

export type ServedShape = {
  readonly name: string;
  /** Part of the requests; all shapes add up to 1. */
  readonly share: number;
  readonly steadySeconds: Seconds;
  /** The first run of this shape in a replica that has not been warmed for it. */
  readonly firstSeconds: Seconds;
};

/** Work that a replica does once, at its first request unless it warms before it is ready. */
export type ColdWork = { readonly cause: string; readonly seconds: Seconds };

export type Service = {
  /** Requests that one replica works on at once. */
  readonly concurrency: number;
  /** Requests that may wait for one replica; further ones are lost. */
  readonly queue: number;
  /** After so long a caller has gone, and its request counts as lost; null where callers wait for ever. */
  readonly timeoutSeconds: Seconds | null;
  readonly scatter: Scatter;
  readonly shapes: readonly ServedShape[];
};

export type Start = {
  /** From asked for to listening: one of these at random. */
  readonly samples: readonly Seconds[];
  readonly scatter: Scatter;
};

/** What all autoscalers have: bounds of replicas, and how often they look. */
type Bounded = { readonly min: number; readonly max: number; readonly everySeconds: Seconds };

export type Scaler =
  | { readonly kind: 'steps'; readonly initial: number; readonly steps: readonly { readonly atSeconds: Seconds; readonly replicas: number }[] }
  /** `target`: of `hpa` the part of the replicas' concurrency that is in use (0 to 1), of `keda` the requests waiting and in work, a replica. */
  | (Bounded & { readonly kind: 'hpa' | 'keda'; readonly target: number; readonly downAfterSeconds: Seconds })
  | (Bounded & { readonly kind: 'concurrency'; readonly target: number; readonly windowSeconds: Seconds; readonly panicSeconds: Seconds });

export type Balancing = 'round-robin' | 'least-requests';

/** When a replica gets traffic: once it listens, or once it has done its cold work and run the shapes to warm. */
export type Readiness = 'listening' | 'warm';

/** One way to run the service; strategies of a forecast meet the same requests and the same start times. */
export type Strategy = {
  readonly name: string;
  readonly readiness: Readiness;
  /** Names of the shapes that a warmup runs before ready; only of use where readiness waits for it. */
  readonly warmShapes: readonly string[];
  readonly balancing: Balancing;
  /** Replicas that stand started, warm and without traffic. */
  readonly poolSize: number;
  /** From the pool into the traffic. */
  readonly poolAttachSeconds: Seconds;
  readonly scaler: Scaler;
};

/** What is to be kept: the quantile of the latency under a bound, window by window, for a part of the time. */
export type Objective = { readonly quantile: number; readonly seconds: Seconds; readonly met: number };

export type Scenario = {
  readonly durationSeconds: Seconds;
  readonly windowSeconds: Seconds;
  readonly objective: Objective;
  readonly arrivals: Arrivals;
  readonly service: Service;
  readonly cold: readonly ColdWork[];
  readonly start: Start;
  readonly strategies: readonly Strategy[];
};
