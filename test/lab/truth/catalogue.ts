/**
 * The catalogue's thresholds of what takes seconds, as `--thresholds fine` has them: a twentieth of the seconds, and shares from 1 s of
 * startup on. Written down here anew, from the catalogue's page and not from the rules, since the rules are what is tested.
 */
export type Measure = {
  readonly cause: string;
  readonly scope: 'startup' | 'request';
  /** Spans of the trace that it is about. */
  readonly span: string;
  /** Spans inside of those that have a cause of their own and don't count. */
  readonly without?: string;
  readonly minSeconds: number;
  /** Of the startup, where that takes a second or more. */
  readonly minShare?: number;
};

const fine = (seconds: number): number => seconds / 20;

/** The startup from which a share counts. */
export const shareFromSeconds = 1;

export const measures: readonly Measure[] = [
  { cause: 'import-slow', scope: 'startup', span: 'imports', minSeconds: fine(5) },
  { cause: 'tokenizer-load-slow', scope: 'startup', span: 'tokenizer-load', minSeconds: fine(0.5) },
  { cause: 'tokenizer-in-request', scope: 'request', span: 'tokenizer-load', minSeconds: 0 },
  { cause: 'weights-load-slow', scope: 'startup', span: 'weights-load', minSeconds: fine(20), minShare: 0.5 },
  { cause: 'model-load-in-request', scope: 'request', span: 'weights-load', minSeconds: 0 },
  { cause: 'weights-download', scope: 'startup', span: 'weights-fetch', minSeconds: fine(10) },
  { cause: 'hub-online-check', scope: 'startup', span: 'hub-check', minSeconds: fine(5) },
  { cause: 'graph-optimization-at-load', scope: 'startup', span: 'optimise', minSeconds: fine(5) },
  { cause: 'compile-at-startup', scope: 'startup', span: 'compile', minSeconds: fine(10), minShare: 0.2 },
  { cause: 'compile-in-request', scope: 'request', span: 'compile', minSeconds: 0 },
  { cause: 'warmup-slow', scope: 'startup', span: 'warmup', without: 'compile', minSeconds: fine(20), minShare: 0.5 },
  { cause: 'allocation-in-request', scope: 'request', span: 'allocate', minSeconds: 0 },
];

/** From where a session that is made is an optimised graph (`graph-optimization-at-load`). */
export const sessionSeconds = fine(5);

/** Cold against steady latency: at least twice, and this much above it. */
export const tail = { ratio: 2, differenceSeconds: fine(0.1) };

/** What each of several workers takes for its own copy. */
export const copySeconds = fine(1);

/** How far a figure may be off a threshold and still be called either way: the log's own figures are rounded. */
export const margin = 0.2;

/** The same in seconds: between a trace's line and the log's own clock a busy machine may run another program, for some milliseconds each time. */
export const slackSeconds = 0.015;

/**
 * What a cause may be called instead, by the words of the log: a session that a request opens is its own cause where no line speaks of
 * loading a model.
 */
export const otherNames: { readonly [cause: string]: readonly string[] } = { 'model-load-in-request': ['device-init-in-request'] };
