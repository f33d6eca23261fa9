import { durationWords, sizeWords } from '../../diagnose/words.js';
import type { AuditEntry } from '../../model/report.js';
import type { Bytes, Seconds } from '../../model/units.js';
import { quantile } from '../../statistics/quantile.js';
import { quantileLowerBound } from '../../statistics/quantile-bound.js';
import { sorted } from '../../statistics/sorted.js';
import type { Concurrency } from '../result.js';

/** An item of the audit of a running service, in the words of the audit that a diagnosis makes of a log, and why it is so. */
export type ServiceAudit = Omit<AuditEntry, 'limit'> & {
  /** Null where the item knows yes and no only. */ readonly limit: number | null;
  readonly why: string;
};

const limits = { first: 1.2, memory: 0.8, excess: 0.2 } as const;

/** Two identical requests differ by as much on a busy machine, as for a warmup that is steady. */
const floorSeconds: Seconds = 0.005;

/** A first request and the median of those right after it; `when` says after what it was the first. */
export type FirstAndLater = { readonly when: string; readonly firstSeconds: Seconds; readonly laterSeconds: Seconds };

const ratioOf = ({ firstSeconds, laterSeconds }: FirstAndLater): number =>
  firstSeconds - laterSeconds <= floorSeconds ? Math.min(1, firstSeconds / laterSeconds) : firstSeconds / laterSeconds;

const rounded = (value: number): number => Number(value.toPrecision(3));

const byRatio = (left: FirstAndLater, right: FirstAndLater): number => ratioOf(right) - ratioOf(left);

/** Whether first requests are as fast as those right after them; `why` where none was answered. */
export const firstAudit = (pairs: readonly FirstAndLater[], why: string | null): ServiceAudit => {
  const head = { item: 'first-against-second', title: 'The first request is as fast as the second', limit: limits.first };
  const worst = [...pairs].sort(byRatio)[0];
  if (worst === undefined) return { ...head, status: 'unknown', measured: null, why: why ?? 'nothing was asked' };
  const ratio = rounded(ratioOf(worst));
  const told = `${worst.when} ${durationWords(worst.firstSeconds)}, then ${durationWords(worst.laterSeconds)}`;
  return { ...head, status: ratio <= limits.first ? 'pass' : 'fail', measured: ratio, why: told };
};

export type UsedMemory = { readonly usedBytes: Bytes; readonly limitBytes: Bytes; readonly processes: number /** What sets the limit. */; readonly by: string };

/** Whether the processes of a service leave a fifth of their memory's limit; a problem in words where that cannot be told. */
export const memoryAudit = (memory: UsedMemory | { readonly problem: string }): ServiceAudit => {
  const head = { item: 'peak-memory', title: 'Peak memory stays under 80 % of the limit', limit: limits.memory };
  if ('problem' in memory) return { ...head, status: 'unknown', measured: null, why: memory.problem };
  const { usedBytes, limitBytes, processes, by } = memory;
  const share = rounded(usedBytes / limitBytes);
  const told = `${sizeWords(usedBytes)} of ${sizeWords(limitBytes)} (${by}) in ${processes} ${processes === 1 ? 'process' : 'processes'}`;
  return { ...head, status: share <= limits.memory ? 'pass' : 'fail', measured: share, why: told };
};

/** What requests took while so many replicas were there, infinite where they failed. */
export type Window = { readonly replicas: number; readonly seconds: readonly Seconds[] };

const confidence = 0.95;

/**
 * Whether the 95th percentile of each window, from the first replica to the last, is within a fifth of the one once all are steady. It
 * fails where it is above that for certain; in between chance leaves both open.
 */
export const scalingAudit = (windows: readonly Window[], steady: Window | null, why: string | null): ServiceAudit => {
  const head = { item: 'p95-steady', title: 'p95 is within 20 % of steady from the first request on', limit: limits.excess };
  const steadySeconds = steady === null ? Number.NaN : quantile(sorted(steady.seconds), 0.95);
  if (!Number.isFinite(steadySeconds)) return { ...head, status: 'unknown', measured: null, why: why ?? 'with all replicas there, too many requests failed' };
  const most = Math.max(steadySeconds * (1 + limits.excess), steadySeconds + floorSeconds);
  const judged = windows.map(({ replicas, seconds }) => {
    const ascending = sorted(seconds);
    const p95 = quantile(ascending, 0.95);
    const isOver = (quantileLowerBound(ascending, 0.95, confidence) ?? 0) > most;
    return { replicas, p95, status: p95 <= most ? ('pass' as const) : isOver ? ('fail' as const) : ('unknown' as const) };
  });
  const worst = [...judged].sort((left, right) => right.p95 - left.p95)[0];
  const status = judged.find((one) => one.status === 'fail')?.status ?? judged.find((one) => one.status === 'unknown')?.status ?? 'pass';
  const measured = worst === undefined || !Number.isFinite(worst.p95) ? null : rounded(Math.max(0, worst.p95 / steadySeconds - 1));
  const p95s = judged.map(({ replicas, p95 }) => `${Number.isFinite(p95) ? durationWords(p95) : 'failures'} with ${replicas}`);
  return { ...head, status, measured, why: `p95 ${p95s.join(', ')}, then steady ${durationWords(steadySeconds)}` };
};

const statusOf = { same: 'pass', differs: 'fail', failed: 'fail', varies: 'unknown' } as const;

/** Whether so many requests at once give the answers that they give one by one. */
export const concurrencyAudit = (checked: readonly Concurrency[], atOnce: number): ServiceAudit => {
  const head = { item: 'concurrency', title: 'Requests at once give the same answers as one by one', measured: null, limit: null };
  const worst = checked.find(({ state }) => statusOf[state] === 'fail') ?? checked.find(({ state }) => state === 'varies') ?? checked[0];
  if (worst === undefined) return { ...head, status: 'unknown', why: 'nothing was asked' };
  return { ...head, status: statusOf[worst.state], why: worst.why ?? `${atOnce} at once, the same answers` };
};

/** Whether text in scripts that the service has not met is taken at once as it is one by one, and as fast the first time as the second. */
export const tokenizerAudit = (checked: { readonly pair: FirstAndLater; readonly concurrency: Concurrency } | { readonly problem: string }): ServiceAudit => {
  const head = { item: 'tokenizer', title: 'New text is as fast the first time, and right at once', limit: limits.first };
  if ('problem' in checked) return { ...head, status: 'unknown', measured: null, why: checked.problem };
  const { pair, concurrency } = checked;
  const ratio = rounded(ratioOf(pair));
  const first = `${pair.when} ${durationWords(pair.firstSeconds)}, then ${durationWords(pair.laterSeconds)}`;
  if (concurrency.state === 'differs' || concurrency.state === 'failed') return { ...head, status: 'fail', measured: ratio, why: concurrency.why ?? first };
  if (ratio > limits.first) return { ...head, status: 'fail', measured: ratio, why: first };
  return { ...head, status: statusOf[concurrency.state], measured: ratio, why: concurrency.why ?? first };
};

/** What an audit comes to: its worst item. */
export const auditVerdict = (items: readonly ServiceAudit[]): 'pass' | 'fail' | 'unknown' =>
  items.find(({ status }) => status === 'fail')?.status ?? items.find(({ status }) => status === 'unknown')?.status ?? 'pass';
