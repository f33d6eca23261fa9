import type { StageName } from '../model/reproduction.js';

/** How a service loads: all before it is ready, all by its first request, or some by that. */
export type Loading = 'eager' | 'lazy' | 'balanced';

/** What a service that loads in this way does only once its first request has come: of what a trial does, all but the library, or the tokenizer. */
const lateStages: { readonly [loading in Loading]: readonly StageName[] } = {
  eager: [],
  lazy: ['file-read', 'session-creation', 'tokenizer-load', 'warmup'],
  balanced: ['tokenizer-load', 'warmup'],
};

/** Whether a service that loads in this way does the work of a stage only once its first request has come. */
export function isLate(stage: StageName, loading: Loading): boolean {
  return lateStages[loading].includes(stage);
}

/** The stage after which the first requests come to a service that loads in this way; undefined where all is ready then. */
export function askedAfter(loading: Loading): StageName | undefined {
  return { eager: undefined, lazy: 'import' as const, balanced: 'session-creation' as const }[loading];
}
