import type { Memory } from './memory.js';
import { isFit, type LoadResult, type ShapeResult, type WarmResult, whyUnfit } from './result.js';

/** What happens to a warmup, as it happens. */
export type WarmEvent =
  | { readonly kind: 'waiting'; readonly why: string }
  | { readonly kind: 'loaded'; readonly load: LoadResult }
  | { readonly kind: 'memory'; readonly memory: Memory }
  | { readonly kind: 'begun'; readonly index: number }
  | { readonly kind: 'shape'; readonly index: number; readonly result: ShapeResult }
  | { readonly kind: 'ended'; readonly verdict: WarmResult['verdict'] }
  | { readonly kind: 'died'; readonly why: string }
  | { readonly kind: 'stopping'; readonly why: string };

/** What is known of a replica that is being warmed. */
export type Readiness = {
  /** Words for each planned shape. */
  readonly planned: readonly string[];
  readonly results: readonly (ShapeResult | null)[];
  readonly phase: 'waiting' | 'warming' | 'ended' | 'dead' | 'stopping';
  readonly verdict: WarmResult['verdict'] | null;
  readonly why: string;
  /** The most that was held so far, against the limit; absent where it is not known. */
  readonly memory?: Memory;
  /** Absent where the target had nothing to load, or has not yet. */
  readonly load?: LoadResult;
};

/** Before the first pass. */
export const notYet = (planned: Readiness['planned']): Readiness => ({
  planned,
  results: planned.map(() => null),
  phase: 'waiting',
  verdict: null,
  why: 'the warmup has not begun',
});

/** The state after an event. A target that died is cold again whatever it was; after `stopping` nothing is ready any more. */
export const after = (state: Readiness, event: WarmEvent): Readiness => {
  if (state.phase === 'stopping') return state;
  switch (event.kind) {
    case 'waiting':
      return { ...state, phase: 'waiting', verdict: null, why: event.why };
    case 'loaded':
      return { ...state, load: event.load };
    case 'memory':
      return state.memory !== undefined && state.memory.usedBytes >= event.memory.usedBytes ? state : { ...state, memory: event.memory };
    case 'begun':
      return { ...state, phase: 'warming', verdict: null, why: `${state.planned[event.index] ?? 'a shape'} is being run` };
    case 'shape':
      // What a target that died still answered is worth nothing; another warmup begins anew.
      if (state.phase === 'dead') return state;
      return { ...state, phase: 'warming', verdict: null, results: state.results.map((own, index) => (index === event.index ? event.result : own)) };
    case 'ended':
      return state.phase === 'dead' ? state : { ...state, phase: 'ended', verdict: event.verdict };
    case 'died':
      return { ...notYet(state.planned), phase: 'dead', why: event.why };
    case 'stopping':
      return { ...state, phase: 'stopping', why: event.why };
  }
};

/** Why it is not ready; none where it is: the warmup ended well, each shape is warm, and the target has lived since. */
export const reasonsAgainst = ({ planned, results, phase, verdict, why }: Readiness): readonly string[] => {
  if (phase !== 'ended') return [why];
  const unfit = planned.flatMap((words, index) => {
    const result = results[index];
    if (result === null || result === undefined) return [`${words}: was not run`];
    return isFit(result) ? [] : [`${words}: ${whyUnfit(result)}`];
  });
  if (unfit.length > 0) return unfit;
  return verdict === 'warm' ? [] : [`the warmup ended ${verdict ?? 'without a verdict'}`];
};
