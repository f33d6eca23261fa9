import type { Seconds } from '../../model/units.js';
import type { LoadSample } from './figures.js';
import { dueSecondsOf, type LoadPlan, requestsOf } from './schedule.js';

/** One request; never rejects. Null where it was answered, else why not. */
export type Ask = (index: number, signal: AbortSignal) => Promise<string | null>;

type LoadIo = {
  readonly clock: () => Seconds;
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
  /** Ends the load: nothing more is sent, what runs is broken off and left out. */
  readonly signal: AbortSignal;
  /** After this long a request has failed. */
  readonly timeoutSeconds: Seconds;
  /** Looked at after each answer; true ends the load. */
  readonly isOver: (sample: LoadSample) => boolean;
};

/** A service that does not answer must not fill the memory of whoever asks it. */
const mostAtOnce = 4096;

/**
 * Sends requests at a constant rate, each at its moment, however many are unanswered (an open loop). Gives the samples in the order in which
 * they ended, times counted from the start of the load.
 */
export const openLoad = async (plan: LoadPlan, ask: Ask, { clock, sleep, signal, timeoutSeconds, isOver }: LoadIo): Promise<LoadSample[]> => {
  const begin = clock();
  const samples: LoadSample[] = [];
  const running = new Set<Promise<void>>();
  const ending = new AbortController();
  const end = AbortSignal.any([signal, ending.signal]);
  const keep = (sample: LoadSample): void => {
    if (end.aborted) return;
    samples.push(sample);
    if (isOver(sample)) ending.abort('the load is over');
  };
  const one = async (index: number, dueSeconds: Seconds): Promise<void> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutSeconds * 1000);
    const why = await ask(index, AbortSignal.any([end, late.signal]));
    clearTimeout(timer);
    keep({ dueSeconds, endSeconds: clock() - begin, why: late.signal.aborted && why !== null ? `no answer within ${timeoutSeconds} s` : why });
  };
  const count = requestsOf(plan);
  for (let index = 0; index < count && !end.aborted; index++) {
    const dueSeconds = dueSecondsOf(index, plan);
    const wait = begin + dueSeconds - clock();
    if (wait > 0) await sleep(wait, end);
    if (end.aborted) break;
    if (running.size >= mostAtOnce) {
      keep({ dueSeconds, endSeconds: clock() - begin, why: `not sent: ${mostAtOnce} requests were unanswered` });
      continue;
    }
    const sent = one(index, dueSeconds).finally(() => running.delete(sent));
    running.add(sent);
  }
  await Promise.all(running);
  return samples;
};
