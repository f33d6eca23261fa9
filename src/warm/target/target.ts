import type { Shape } from '../../model/boot.js';
import type { Seconds } from '../../model/units.js';
import type { Memory } from '../memory.js';
import type { LoadResult } from '../result.js';

/** What came of one pass of a shape. */
export type Passed = {
  readonly kind: 'answered';
  readonly seconds: Seconds;
  /** Null where the answer does not come in pieces. */
  readonly firstTokenSeconds: Seconds | null;
  /** What two answers are compared by: without ids, times and what else differs from request to request. */
  readonly answer: unknown;
};

/** unreachable: nobody listens · busy: it says that it cannot now · dropped: it hung up in the middle · failed: it does not want this shape. */
export type NotPassed = { readonly kind: 'unreachable' | 'busy' | 'dropped' | 'failed'; readonly why: string };

export type Outcome = Passed | NotPassed;

/** What came of loading a model, with every attempt that was made. */
export type Loaded = { readonly kind: 'loaded'; readonly load: LoadResult } | NotPassed;

/** What can be warmed: a service, a model in this process, or a command. */
export type Target = {
  /** Loads what is to be warmed; absent where that is the service's own doing. Once, before the first pass. Never rejects. */
  readonly load?: (signal: AbortSignal) => Promise<Loaded>;
  /**
   * One pass of a shape. `variant` changes the content, not the size, so that no cache of answers hides the work; the same variant has the
   * same content. Never rejects; an aborted one has `failed`.
   */
  readonly run: (shape: Shape, variant: number, signal: AbortSignal) => Promise<Outcome>;
  /** Memory that the passes use; null where it is not known, absent where it cannot be. */
  readonly memory?: () => Promise<Memory | null>;
  /** Whether it is still there. A command always is. */
  readonly isAlive: (signal: AbortSignal) => Promise<boolean>;
  /** Gives back what it holds. */
  readonly close?: () => Promise<void>;
};

/** Seconds of a clock that never goes back. */
export type Clock = () => Seconds;
