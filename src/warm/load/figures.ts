import type { Seconds } from '../../model/units.js';
import { quantile } from '../../statistics/quantile.js';
import { sorted } from '../../statistics/sorted.js';
import { type LoadBounds, type LoadVerdict, mostBad, mostSlow, p95Verdict, shareVerdict } from './bounds.js';

/** One request of a load. Waiting counts from the moment it was due, so a service that stalls cannot hide the requests that queue up meanwhile. */
export type LoadSample = { readonly dueSeconds: Seconds; readonly endSeconds: Seconds /** Null where it was answered. */; readonly why: string | null };

export type LoadFigures = {
  readonly requests: number;
  readonly failed: number;
  /** Null of no requests, and where so many failed that the percentile is one of them. */
  readonly p50Seconds: Seconds | null;
  readonly p95Seconds: Seconds | null;
  readonly worstSeconds: Seconds | null;
  /** Why the first of the failed ones did. */
  readonly why: string | null;
};

/** What a request took, from the moment it was due; infinite of a failed one, which was never answered. */
export const secondsOf = ({ dueSeconds, endSeconds, why }: LoadSample): Seconds => (why === null ? endSeconds - dueSeconds : Number.POSITIVE_INFINITY);

const finite = (seconds: Seconds): Seconds | null => (Number.isFinite(seconds) ? Number(seconds.toFixed(6)) : null);

/** The figures of a load; failed requests count as never answered. */
export const figuresOf = (samples: readonly LoadSample[]): LoadFigures => {
  const seconds = sorted(samples.map(secondsOf));
  const answered = seconds.filter(Number.isFinite);
  return {
    requests: samples.length,
    failed: samples.length - answered.length,
    p50Seconds: finite(quantile(seconds, 0.5)),
    p95Seconds: finite(quantile(seconds, 0.95)),
    worstSeconds: finite(answered.at(-1) ?? Number.NaN),
    why: samples.find(({ why }) => why !== null)?.why ?? null,
  };
};

const slowOf = (samples: readonly LoadSample[], { p95Seconds }: LoadBounds): number => samples.filter((one) => secondsOf(one) > p95Seconds).length;

/** What a load shows of its bounds: the worse of both verdicts. */
export const judgeLoad = (samples: readonly LoadSample[], bounds: LoadBounds): LoadVerdict => {
  const failed = samples.filter(({ why }) => why !== null).length;
  const verdicts = [
    p95Verdict(slowOf(samples, bounds), samples.length, bounds.confidence),
    shareVerdict(failed, samples.length, bounds.errorShare, bounds.confidence),
  ];
  return verdicts.find((one) => one === 'breach') ?? verdicts.find((one) => one === 'undecided') ?? 'pass';
};

/** What a load still may bring, and what it has brought: requests that failed, and that were slower than the p95 or failed. */
export type LoadLoss = { readonly planned: number; readonly slow: number; readonly mostSlow: number; readonly failed: number; readonly mostFailed: number };

/**
 * Tells from sample to sample why a load of `planned` requests can no longer pass, whatever the rest of them brings; null while it can. It is
 * the verdict of the whole load that is known early, not one of a part, so that looking often raises no false alarm.
 */
export const lossWatch = (planned: number, bounds: LoadBounds): ((sample: LoadSample) => LoadLoss | null) => {
  const most = { mostSlow: mostSlow(planned, bounds.confidence), mostFailed: mostBad(planned, bounds.errorShare, bounds.confidence) };
  let [slow, failed] = [0, 0];
  return (sample) => {
    slow += Number(secondsOf(sample) > bounds.p95Seconds);
    failed += Number(sample.why !== null);
    return slow > most.mostSlow || failed > most.mostFailed ? { planned, slow, failed, ...most } : null;
  };
};
