import type { Seconds } from '../../model/units.js';
import type { Scaler } from './scenario.js';

/** What an autoscaler sees at one of its looks. */
export type Observation = {
  readonly at: Seconds;
  /** Replicas that get traffic. */
  readonly ready: number;
  /** Replicas asked for: ready and starting. */
  readonly asked: number;
  /** Requests in work, and in work or waiting, on the average since the look before. */
  readonly working: number;
  readonly inside: number;
  /** Requests that one replica works on at once. */
  readonly concurrency: number;
};

export type Decide = (observation: Observation) => number;

/** How often a scaler looks. */
export const lookEvery = (scaler: Scaler): Seconds => (scaler.kind === 'steps' ? 1 : scaler.everySeconds);

/** Replicas that there are in the beginning. */
export const initialReplicas = (scaler: Scaler): number => (scaler.kind === 'steps' ? scaler.initial : scaler.min);

/** The number of replicas that a scaler wants, look by look; it keeps what it saw before. */
export const createScaler = (scaler: Scaler): Decide => {
  switch (scaler.kind) {
    case 'steps':
      return ({ at }) => scaler.steps.findLast(({ atSeconds }) => atSeconds <= at)?.replicas ?? scaler.initial;
    case 'hpa':
      return stabilised(scaler, hpaProposal(scaler));
    case 'keda':
      return stabilised(scaler, ({ asked, inside }) => limitedGrowth(asked, Math.ceil(inside / scaler.target)));
    case 'concurrency':
      return concurrencyDecision(scaler);
  }
};

/** How far off its target a measure may be without a change. */
const tolerance = 0.1;

/**
 * Kubernetes' horizontal autoscaler: asked × (measure ÷ target), not within the tolerance of 10 %; replicas that are not ready count as idle
 * where it scales up. https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 */
const hpaProposal =
  ({ target }: { readonly target: number }): Decide =>
  ({ ready, asked, working, concurrency }) => {
    if (ready === 0) return Math.max(1, asked);
    const ratio = working / (ready * concurrency) / target;
    if (Math.abs(ratio - 1) <= tolerance) return asked;
    if (ratio < 1) return Math.ceil(ready * ratio);
    const damped = (ratio * ready) / asked;
    return damped <= 1 + tolerance ? asked : limitedGrowth(asked, Math.ceil(damped * asked));
  };

/** The usual policy of scaling up: at most four more, or twice as many, at a look. */
const limitedGrowth = (asked: number, proposed: number): number => Math.min(proposed, Math.max(asked + 4, asked * 2));

type Bounded = { readonly min: number; readonly max: number };

const within = ({ min, max }: Bounded, replicas: number): number => Math.min(max, Math.max(min, replicas));

/** Goes down only to the highest number that was proposed within the time that a scaler waits before it goes down. */
const stabilised = (scaler: Bounded & { readonly downAfterSeconds: Seconds }, propose: Decide): Decide => {
  let proposals: { readonly at: Seconds; readonly replicas: number }[] = [];
  return (observation) => {
    const replicas = within(scaler, propose(observation));
    proposals = [...proposals.filter(({ at }) => at > observation.at - scaler.downAfterSeconds), { at: observation.at, replicas }];
    if (replicas >= observation.asked) return replicas;
    return Math.min(observation.asked, Math.max(...proposals.map((one) => one.replicas)));
  };
};

/**
 * Knative's autoscaler: requests inside over a stable window, or over a short one while that asks for twice what there is; in such a panic it
 * never goes down. https://knative.dev/docs/serving/autoscaling/kpa-specific/
 */
const concurrencyDecision = (scaler: Extract<Scaler, { kind: 'concurrency' }>): Decide => {
  let seen: { readonly at: Seconds; readonly inside: number }[] = [];
  let panicUntil = Number.NEGATIVE_INFINITY;
  return ({ at, ready, asked, inside, concurrency }) => {
    seen = [...seen.filter((one) => one.at > at - scaler.windowSeconds), { at, inside }];
    const wanted = (seconds: Seconds): number => {
      const recent = seen.filter((one) => one.at > at - seconds);
      const mean = recent.reduce((sum, one) => sum + one.inside, 0) / recent.length;
      return Math.ceil(mean / (scaler.target * concurrency));
    };
    const urgent = wanted(scaler.panicSeconds);
    if (urgent >= 2 * Math.max(1, ready)) panicUntil = at + scaler.windowSeconds;
    return within(scaler, at < panicUntil ? Math.max(asked, urgent) : wanted(scaler.windowSeconds));
  };
};
