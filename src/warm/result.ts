import type { Shape } from '../model/boot.js';
import type { Seconds } from '../model/units.js';

/** Whether several passes at once gave what they give one by one; `varies`: they do not even agree with themselves, so nothing can be said. */
export type Concurrency = { readonly state: 'same' | 'differs' | 'varies' | 'failed'; readonly why: string | null };

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
  /** Null where it was not looked at. */
  readonly concurrency: Concurrency | null;
  readonly why: string | null;
};

/** What a warmup came to. `warm`: every shape is, and gives the same answers at once as one by one, as far as that can be told. */
export type WarmResult = {
  readonly verdict: 'warm' | 'cold' | 'interrupted';
  readonly seconds: Seconds;
  readonly shapes: readonly ShapeResult[];
};

/** Whether nothing speaks against traffic of this shape. */
export const isFit = ({ state, concurrency }: ShapeResult): boolean => state === 'warm' && concurrency?.state !== 'differs' && concurrency?.state !== 'failed';
