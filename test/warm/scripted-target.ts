import type { Outcome, Target } from '../../src/warm/target/target.js';
import type { WarmSettings } from '../../src/warm/warm.js';

export const answered = (seconds: number, answer: unknown = 'same'): Outcome => ({ kind: 'answered', seconds, firstTokenSeconds: null, answer });

/** A target that gives these outcomes in turn, the last one for ever; `calls` counts its passes. */
export const scripted = (...outcomes: readonly Outcome[]): Target & { readonly calls: () => number } => {
  let calls = 0;
  return {
    run: async () => {
      const outcome = outcomes[Math.min(calls, outcomes.length - 1)];
      calls++;
      if (outcome === undefined) throw new Error('the script is empty');
      return outcome;
    },
    isAlive: async () => true,
    calls: () => calls,
  };
};

/** A warmup of a target in no time, of which nothing is told, unless it is said otherwise. */
export const settings = (target: Target, more: Partial<WarmSettings> = {}): WarmSettings => ({
  target,
  clock: () => 0,
  sleep: async () => {},
  signal: new AbortController().signal,
  isInterrupted: () => false,
  concurrency: 1,
  readMemory: async () => null,
  tell: () => {},
  ...more,
});
