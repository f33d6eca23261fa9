import type { Shape } from '../../model/boot.js';
import type { Bytes, Seconds } from '../../model/units.js';
import type { Buckets } from './buckets.js';
import type { Dimension } from './dimensions.js';

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
  /** What was not measured, by a line through what was measured of other shapes; absent where there are too few points. */
  readonly predicted?: { readonly steadySeconds: Seconds | null; readonly peakBytes: Bytes | null };
};

/** Types of tensors, as ONNX Runtime calls them. */
export const inputTypes = [
  'float16',
  'float32',
  'float64',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'bool',
  'string',
] as const;

/** An input of the model; a dimension is a size, or the one of the shape that it takes its size from. */
export type PlannedInput = { readonly name: string; readonly type: (typeof inputTypes)[number]; readonly dims: readonly (number | Dimension)[] };

/** When a shape counts as steady: the medians of the last two windows of runs differ by no more than a share; given up after `most` runs. */
export type SteadyRule = { readonly window: number; readonly within: number; readonly most: number };

export type PlanMemory = { readonly peakBytes: Bytes | null; readonly limitBytes: Bytes | null; readonly headroom: number };

/** A warmup to run. */
export type Plan = {
  readonly placement: 'before-fork' | 'after-fork' | null;
  readonly components: readonly { readonly name: ComponentName; readonly seconds: Seconds | null }[];
  readonly shapes: readonly PlannedShape[];
  readonly buckets: Buckets;
  /** Empty where they are not known. */
  readonly inputs: readonly PlannedInput[];
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
