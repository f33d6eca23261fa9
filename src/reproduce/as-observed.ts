import type { BootReport } from '../model/report.js';
import type { Loading } from './loading.js';

/** How a trial loads and how its first requests come. */
export type Way = {
  readonly loading: Loading;
  readonly requestsAtOnce: number;
  /** A sentence for what of the log's way cannot be done here. */
  readonly remarks: readonly string[];
};

/** More at once is a load test, which other tools are for. */
export const mostAtOnce = 64;

/** The way of the start that a log tells of, as far as it can be gone here; a number of requests that was given goes before that of the log. */
export function asObserved(boot: BootReport | null, given: number | null, hasTokenizer: boolean): Way {
  const strategy = boot?.loading?.strategy ?? 'eager';
  const hasNoPart = strategy === 'balanced' && !hasTokenizer;
  const observed = boot?.firstRequestsAtOnce ?? 1;
  const requestsAtOnce = given ?? Math.min(observed, mostAtOnce);
  const remarks = [
    ...(hasNoPart
      ? [`In the log ${boot?.loading?.why ?? ''}; here only a tokenizer can be loaded by a request, and there is none, so all is loaded before it.`]
      : []),
    ...(requestsAtOnce < observed && given === null ? [`The log shows ${observed} first requests at once; ${mostAtOnce} were made.`] : []),
  ];
  return { loading: hasNoPart ? 'eager' : strategy, requestsAtOnce, remarks };
}
