import type { Seconds } from '../../model/units.js';
import type { RatePoint } from './curve.js';

export type PoolSettings = {
  /** From asking for a replica until it is warm. */
  readonly startSeconds: Seconds;
  /** What a warm replica takes for a request. */
  readonly serviceSeconds: Seconds;
  /** Requests that a replica serves at once. */
  readonly slots: number;
  /** What the 95th percentile of the latency is to stay under. */
  readonly objectiveSeconds: Seconds;
};

/** A size of the pool: warm replicas above what the traffic of the moment needs. */
export type PoolSize = { readonly spare: number; readonly p95Seconds: Seconds; readonly replicaHours: number };

/** The sizes that were tried, smallest first, and the smallest that keeps the objective; null where none does. */
export type PoolAnswer = { readonly sizes: readonly PoolSize[]; readonly chosen: PoolSize | null };

/** The share of its slots that a replica is loaded to: what is left takes the bursts within a step, which the curve does not show. */
export const plannedUtilisation = 0.7;

/** A pool of more than this is no pool but another fleet. */
const mostSpare = 256;
/** Steps of a run: a day at half a second. */
const mostSteps = 200_000;
/** A start is cut into at least so many steps, so that its length is right to a twentieth. */
const stepsOfStart = 20;

/**
 * How large a pool of warm replicas has to be for a curve of traffic: runs the curve through an autoscaler that always wants what the moment needs
 * and the spare ones, gets what it asks for one start later, and lets go what was not needed for as long. Requests above what is warm wait in one
 * queue, as a fluid. Pure: the same curve gives the same answer. Throws a RangeError for a curve of fewer than two points, or not in order.
 */
export const poolFor = (curve: readonly RatePoint[], settings: PoolSettings): PoolAnswer => {
  const sizes: PoolSize[] = [];
  for (let spare = 0; spare <= mostSpare; spare++) {
    const size = runWith(spare, curve, settings);
    sizes.push(size);
    if (size.p95Seconds <= settings.objectiveSeconds) return { sizes, chosen: size };
    // A request that is too slow alone is so in any pool.
    if (size.p95Seconds <= settings.serviceSeconds) break;
  }
  return { sizes, chosen: null };
};

/** What a pool of one size gives and costs. */
export const runWith = (spare: number, curve: readonly RatePoint[], { startSeconds, serviceSeconds, slots }: PoolSettings): PoolSize => {
  const end = endOf(curve);
  const step = Math.max((end - (curve[0]?.atSeconds ?? 0)) / mostSteps, Math.min(1, startSeconds / stepsOfStart));
  const ratePerReplica = slots / serviceSeconds;
  const wantedAt = (rate: number): number => Math.max(1, Math.ceil(rate / (ratePerReplica * plannedUtilisation))) + spare;
  let ready = wantedAt(curve[0]?.rate ?? 0);
  let surplusSince: Seconds | null = null;
  let replicaSeconds = 0;
  /** Counted, not listed: a curve may ask for millions at once. */
  const starting: { readonly readyAt: Seconds; readonly replicas: number }[] = [];
  let startingReplicas = 0;
  const steps: Step[] = [];
  let arrived = 0;
  let served = 0;
  for (const { at, rate, seconds } of stepsOf(curve, end, step)) {
    while ((starting[0]?.readyAt ?? Number.POSITIVE_INFINITY) <= at + 1e-9) {
      const { replicas } = starting.shift() ?? { replicas: 0 };
      ready += replicas;
      startingReplicas -= replicas;
    }
    const wanted = wantedAt(rate);
    const missing = wanted - ready - startingReplicas;
    if (missing > 0) {
      starting.push({ readyAt: at + startSeconds, replicas: missing });
      startingReplicas += missing;
    }
    surplusSince = ready > wanted ? (surplusSince ?? at) : null;
    if (surplusSince !== null && at - surplusSince >= startSeconds) ready = wanted;
    const capacity = ready * ratePerReplica;
    const now = Math.min(arrived - served + rate * seconds, capacity * seconds);
    steps.push({ at, seconds, requests: rate * seconds, arrived, served, capacity });
    arrived += rate * seconds;
    served += now;
    replicaSeconds += (ready + startingReplicas) * seconds;
  }
  return { spare, p95Seconds: serviceSeconds + weightedQuantile(waitsIn(steps), 0.95), replicaHours: replicaSeconds / 3600 };
};

/** A step of a run; `arrived` and `served` are those before it. */
type Step = {
  readonly at: Seconds;
  readonly seconds: Seconds;
  readonly requests: number;
  readonly arrived: number;
  readonly served: number;
  readonly capacity: number;
};

type Wait = { readonly seconds: Seconds; readonly requests: number };

/** First come, first served: who arrives when so many have is served once as many are. What is left at the end is served as fast as then. */
const waitsIn = (steps: readonly Step[]): Wait[] => {
  const waits: Wait[] = [];
  let leaving = 0;
  for (const [index, { at, requests, arrived }] of steps.entries()) {
    if (requests === 0) continue;
    leaving = Math.max(leaving, index);
    while (leaving < steps.length - 1 && (steps[leaving + 1]?.served ?? 0) < arrived) leaving++;
    const then = steps[leaving];
    if (then === undefined) break;
    waits.push({ seconds: Math.max(0, then.at - at + Math.max(0, arrived - then.served) / then.capacity), requests });
  }
  return waits;
};

/** The last point of a curve lasts as long as the one before. */
const endOf = (curve: readonly RatePoint[]): Seconds => {
  const [last, before] = [curve.at(-1), curve.at(-2)];
  if (last === undefined || before === undefined) throw new RangeError('a curve has two points at least');
  if (curve.some(({ atSeconds }, index) => index > 0 && atSeconds <= (curve[index - 1]?.atSeconds ?? 0))) throw new RangeError('a curve goes forward in time');
  return last.atSeconds + (last.atSeconds - before.atSeconds);
};

function* stepsOf(
  curve: readonly RatePoint[],
  end: Seconds,
  step: Seconds,
): Generator<{ readonly at: Seconds; readonly rate: number; readonly seconds: Seconds }> {
  for (const [index, { atSeconds, rate }] of curve.entries()) {
    const until = curve[index + 1]?.atSeconds ?? end;
    const count = Math.max(1, Math.ceil((until - atSeconds) / step));
    const seconds = (until - atSeconds) / count;
    for (let at = 0; at < count; at++) yield { at: atSeconds + at * seconds, rate, seconds };
  }
}

const weightedQuantile = (waits: readonly Wait[], q: number): Seconds => {
  const ordered = [...waits].sort((left, right) => left.seconds - right.seconds);
  const total = ordered.reduce((sum, { requests }) => sum + requests, 0);
  let counted = 0;
  for (const { seconds, requests } of ordered) {
    counted += requests;
    if (counted >= q * total * (1 - 1e-12)) return seconds;
  }
  return 0;
};
