import type { Seconds } from '../../model/units.js';
import { quantileLowerBound, quantileUpperBound, smallestSample } from '../../statistics/quantile-bound.js';
import { type Sorted, sorted } from '../../statistics/sorted.js';

/** What a load has to keep: the 95th percentile, the share of failed requests, and how sure one must be of both. */
export type LoadBounds = { readonly p95Seconds: Seconds; readonly errorShare: number; readonly confidence: number };

/**
 * `pass`: below the limit for certain, `breach`: above it for certain, at the confidence asked for; `undecided`: chance leaves both open, or
 * the requests are too few.
 */
export type LoadVerdict = 'pass' | 'breach' | 'undecided';

/** Whether the true share of requests that are `bad` is at most `limit`; Clopper and Pearson's bounds. A limit of 0 allows none and needs no test. */
export const shareVerdict = (bad: number, count: number, limit: number, confidence: number): LoadVerdict => {
  if (limit === 0) return bad === 0 ? 'pass' : 'breach';
  const values = outcomes(bad, count);
  if (quantileUpperBound(values, 1 - limit, confidence) === 0) return 'pass';
  return quantileLowerBound(values, 1 - limit, confidence) === 1 ? 'breach' : 'undecided';
};

/** The share of the requests that the 95th percentile has above it: a slow one is one that took more than the limit, or failed. */
export const slowShare = 0.05;

/** Whether the 95th percentile is at most its limit: whether at most 5 % of the requests are slower. */
export const p95Verdict = (slow: number, count: number, confidence: number): LoadVerdict => shareVerdict(slow, count, slowShare, confidence);

/** The most requests of `count` that may be bad for a pass; -1 where so few requests cannot show it even with none. */
export const mostBad = (count: number, limit: number, confidence: number): number => {
  if (limit === 0) return 0;
  const rank = quantileUpperBound(ranks(count), 1 - limit, confidence);
  return rank === null ? -1 : count - rank;
};

/** The most slow requests of `count` for a pass of the 95th percentile. */
export const mostSlow = (count: number, confidence: number): number => mostBad(count, slowShare, confidence);

/** The fewest requests with which both bounds can be shown to be kept. */
export const fewestRequests = ({ errorShare, confidence }: LoadBounds): number =>
  Math.max(smallestSample(1 - slowShare, confidence), errorShare === 0 ? 1 : smallestSample(1 - errorShare, confidence));

const outcomes = (bad: number, count: number): Sorted => sorted(Array.from({ length: count }, (_, at) => Number(at < bad)));
const ranks = (count: number): Sorted => sorted(Array.from({ length: count }, (_, at) => at + 1));
