import { type Random, randomSource } from '../../statistics/random.js';
import { arrivalTimes } from './arrival-rate.js';
import type { Scatter, Scenario } from './scenario.js';

/** What chance decides in one replication, the same for each strategy: they differ by the strategy only (common random numbers). */
export type Workload = {
  /** Seconds, ascending. */
  readonly arrivals: Float64Array;
  /** Of each request, its place in the shapes. */
  readonly shapes: Uint8Array;
  /** Of each request, its time over the mean of its shape. */
  readonly factors: Float64Array;
  /** Seconds that the n-th start of the replication takes, from asked for to listening. */
  readonly startSeconds: (start: number) => number;
};

/** More requests than this would not fit into memory beside their latencies. */
const mostRequests = 2e7;

/** The requests and start times of one replication. Each kind of chance has a stream of its own, so that one more request moves nothing else. */
export const workloadOf = (scenario: Scenario, seed: number, replication: number): Workload => {
  // Not the first stream: before its first jump a generator of a small seed has few bits set, and its first number is near 1.
  const stream = (kind: number): Random => randomSource(seed, replication * 4 + kind + 1);
  const times = arrivalTimes(scenario.arrivals, scenario.durationSeconds, stream(0));
  if (times.length > mostRequests) throw new RangeError(`${times.length} requests in one replication are more than ${mostRequests}`);
  const pick = stream(1);
  const bounds = cumulative(scenario.service.shapes.map(({ share }) => share));
  const spread = scatterOf(scenario.service.scatter, stream(2));
  const starts: number[] = [];
  const start = startSource(scenario, stream(3));
  return {
    arrivals: Float64Array.from(times),
    shapes: Uint8Array.from(times, () => placeOf(pick(), bounds)),
    factors: Float64Array.from(times, spread),
    startSeconds: (at) => {
      while (starts.length <= at) starts.push(start());
      return starts[at] ?? 0;
    },
  };
};

const startSource = ({ start: { samples, scatter } }: Scenario, random: Random): (() => number) => {
  const spread = scatterOf(scatter, random);
  return () => (samples[Math.floor(random() * samples.length)] ?? 0) * spread();
};

const cumulative = (shares: readonly number[]): number[] => {
  let sum = 0;
  return shares.map((share) => {
    sum += share;
    return sum;
  });
};

const placeOf = (value: number, bounds: readonly number[]): number => {
  const place = bounds.findIndex((bound) => value < bound);
  return place < 0 ? bounds.length - 1 : place;
};

/** Factors with mean 1. */
const scatterOf = (scatter: Scatter, random: Random): (() => number) => {
  if (scatter.kind === 'fixed') return () => 1;
  if (scatter.kind === 'exponential') return () => -Math.log(1 - random());
  const variance = Math.log(1 + scatter.variation ** 2);
  const deviation = Math.sqrt(variance);
  return () => Math.exp(deviation * normal(random) - variance / 2);
};

/** A standard normal number (Box and Muller, A Note on the Generation of Random Normal Deviates, 1958). */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
