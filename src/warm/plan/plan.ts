import type { Shape } from '../../model/boot.js';
import type { Bytes, Seconds } from '../../model/units.js';
import type { Buckets } from './buckets.js';

/** What is loaded or run before ready, in the order in which one needs the other. */
export const componentNames = ['device', 'weights', 'tokenizer', 'memory', 'forward'] as const;

export type ComponentName = (typeof componentNames)[number];

export const protocols = ['openai', 'kserve', 'tf-serving', 'torchserve', 'json'] as const;

export type Protocol = (typeof protocols)[number];

/** One shape to warm, with what is known of it. */
export type PlannedShape = {
  readonly shape: Shape;
  /** The part of the traffic that it covers, padded requests included; null where no traffic was counted. */
  readonly share: number | null;
  readonly firstSeconds: Seconds | null;
  readonly steadySeconds: Seconds | null;
  readonly peakBytes: Bytes | null;
};

/** When a shape counts as steady: the medians of the last two windows of runs differ by no more than a share; given up after `most` runs. */
export type SteadyRule = { readonly window: number; readonly within: number; readonly most: number };

export type PlanMemory = { readonly peakBytes: Bytes | null; readonly limitBytes: Bytes | null; readonly headroom: number };

/** A warmup to run. */
export type Plan = {
  readonly placement: 'before-fork' | 'after-fork' | null;
  readonly components: readonly { readonly name: ComponentName; readonly seconds: Seconds | null }[];
  readonly shapes: readonly PlannedShape[];
  readonly buckets: Buckets;
  readonly memory: PlanMemory;
  readonly steady: SteadyRule;
  readonly deadlineSeconds: Seconds;
  readonly target: { readonly protocol: Protocol | null; readonly model: string | null };
};

/** The medians of twice three runs bear one outlier in each; the catalogue calls 10 to 20 % steady. Thirty runs of a slow shape are enough. */
export const usualSteady: SteadyRule = { window: 3, within: 0.1, most: 30 };
export const usualDeadlineSeconds: Seconds = 600;
/** One request in a hundred may meet a cold shape. */
export const usualCover = 0.99;
/** Between the 20 and 30 % that the catalogue of causes wants free at the peak. */
export const usualHeadroom = 0.25;
