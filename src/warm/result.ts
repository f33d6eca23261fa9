import type { Shape } from '../model/boot.js';
import type { Bytes, Seconds } from '../model/units.js';

/** Whether several passes at once gave what they give one by one; `varies`: they do not even agree with themselves, so nothing can be said. */
export type Concurrency = { readonly state: 'same' | 'differs' | 'varies' | 'failed'; readonly why: string | null };

/** How a shape did among the others: `steady` as alone, `slower`, or `failed`. */
export type Mixed = { readonly state: 'steady' | 'slower' | 'failed'; readonly seconds: Seconds | null; readonly why: string | null };

/** warm: steady · cold: still not steady after all its runs, or stopped before · failed: the target did not do it · not-run: it did not come to it. */
export type ShapeState = 'warm' | 'cold' | 'failed' | 'not-run';

export type ShapeResult = {
  readonly shape: Shape;
  readonly state: ShapeState;
  readonly runs: number;
  readonly firstSeconds: Seconds | null;
  readonly steadySeconds: Seconds | null;
  /** Up to the first token of a streamed answer. */
  readonly firstTokenSeconds: Seconds | null;
  readonly steadyTokenSeconds: Seconds | null;
  /** The most that the memory held while it was run; absent where that is not known. */
  readonly peakBytes?: Bytes;
  /** Null where it was not looked at. */
  readonly concurrency: Concurrency | null;
  /** Absent where it was not looked at. */
  readonly mixed?: Mixed;
  readonly why: string | null;
};

/** One try to load a model, on a device: `why` it was given up, or what is wrong with it all the same; null where nothing is. */
export type LoadAttempt = { readonly device: string; readonly seconds: Seconds; readonly why: string | null };

/** How a model was loaded: the last attempt is the one that holds. */
export type LoadResult = { readonly seconds: Seconds; readonly device: string; readonly attempts: readonly LoadAttempt[] };

/** What a warmup came to. `warm`: every shape is, and gives the same answers at once as one by one, as far as that can be told. */
export type WarmResult = {
  readonly verdict: 'warm' | 'cold' | 'interrupted';
  readonly seconds: Seconds;
  /** Absent where the target had nothing to load. */
  readonly load?: LoadResult;
  readonly shapes: readonly ShapeResult[];
};

/** Whether nothing speaks against traffic of this shape. */
export const isFit = ({ state, concurrency, mixed }: ShapeResult): boolean =>
  state === 'warm' && concurrency?.state !== 'differs' && concurrency?.state !== 'failed' && (mixed === undefined || mixed.state === 'steady');

/** What speaks against a shape that is not fit, as a sentence. */
export const whyUnfit = ({ state, why, concurrency, mixed }: ShapeResult): string => why ?? concurrency?.why ?? mixed?.why ?? state;
