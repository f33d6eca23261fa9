import type { Shape } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import type { Memory } from './memory.js';
import type { WarmEvent } from './readiness.js';
import type { ShapeResult } from './result.js';
import type { Clock, Target } from './target/target.js';

/** What an earlier warmup of the same target found of a shape. */
export type Earlier = Pick<ShapeResult, 'firstSeconds' | 'firstTokenSeconds'> & { readonly steadySeconds: Seconds };

export type WarmSettings = {
  readonly target: Target;
  readonly clock: Clock;
  /** Resolves after some seconds, or as soon as the signal is aborted. */
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
  /** Ends the warmup; its reason is the sentence that says why. */
  readonly signal: AbortSignal;
  /** Whether an abort is the user's wish rather than the deadline. */
  readonly isInterrupted: () => boolean;
  /** How many passes at once are compared with passes one by one; 1 compares none. */
  readonly concurrency: number;
  /** Memory that the target shares with this process; null where it is not known. */
  readonly readMemory: () => Promise<Memory | null>;
  /** What an earlier warmup of the same target found of a shape; absent: there was none. */
  readonly earlier?: (shape: Shape) => Earlier | null;
  /** Whether all shapes in turn are run at the end, as traffic comes; absent: they are not. */
  readonly hasLoad?: boolean;
  readonly tell: (event: WarmEvent) => void;
};
