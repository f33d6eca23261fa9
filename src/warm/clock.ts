import { setTimeout as delay } from 'node:timers/promises';

/** Seconds that never go back. */
export const clock = (): number => performance.now() / 1000;

/** Resolves after some seconds, or as soon as the signal is aborted. */
export const sleep = async (seconds: number, signal: AbortSignal): Promise<void> => {
  await delay(seconds * 1000, undefined, { signal }).catch(() => {});
};
