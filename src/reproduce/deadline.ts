import type { Seconds } from '../model/units.js';

/** A timer of Node's cannot be longer; nobody waits 24 days for a warmup. */
const longestMilliseconds = 2 ** 31 - 1;

/**
 * Runs with a signal that is aborted when the time is up, or another signal is; its reason is a sentence. The timer is its own: Node 20 lets go of
 * one of `AbortSignal.timeout` that nothing but `AbortSignal.any` holds, and then the time is never up.
 */
export const withDeadline = async <T>(seconds: Seconds, stop: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(`the deadline of ${seconds} s has passed`), Math.min(seconds * 1000, longestMilliseconds));
  try {
    return await run(AbortSignal.any([stop, deadline.signal]));
  } finally {
    clearTimeout(timer);
  }
};
