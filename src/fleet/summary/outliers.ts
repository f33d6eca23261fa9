import type { Apart, Outlier } from '../../model/fleet.js';
import type { Seconds } from '../../model/units.js';
import { hypergeometricTail } from '../../statistics/hypergeometric.js';
import { quantile } from '../../statistics/quantile.js';
import { sorted } from '../../statistics/sorted.js';
import type { BootRecord } from '../boots/record.js';

/** Fewer boots than these have no tail to speak of. */
const fewestBoots = 20;
/** Tukey's fence for what is far out (Exploratory Data Analysis, 1977), on logarithms, since times to ready are skewed. */
const fence = 3;
const mostTold = 20;
const significance = 0.01;

export type Tail = { readonly outliers: readonly Outlier[]; readonly count: number; readonly apart: readonly Apart[] };

/** The boots whose time to ready is far out of what is usual in the fleet, the slowest first, and the labels that set them apart. */
export const tailOf = (records: readonly BootRecord[], labels: readonly string[]): Tail => {
  const timed = records.filter((record): record is BootRecord & { readonly timeToReadySeconds: Seconds } => (record.timeToReadySeconds ?? 0) > 0);
  if (timed.length < fewestBoots) return { outliers: [], count: 0, apart: [] };
  const logs = sorted(timed.map(({ timeToReadySeconds }) => Math.log(timeToReadySeconds)));
  const [low, middle, high] = [0.25, 0.5, 0.75].map((q) => quantile(logs, q));
  // Where half of the starts take the same time to a second, anything else would be far out.
  const bound = (high ?? 0) + fence * Math.max((high ?? 0) - (low ?? 0), 0.1);
  const far = timed.filter(({ timeToReadySeconds }) => Math.log(timeToReadySeconds) > bound);
  const slowest = [...far].sort((left, right) => right.timeToReadySeconds - left.timeToReadySeconds || left.id.localeCompare(right.id, 'en'));
  return {
    count: far.length,
    outliers: slowest.slice(0, mostTold).map(({ id, timeToReadySeconds, causes }) => ({
      id,
      timeToReadySeconds,
      timesMedian: timeToReadySeconds / Math.exp(middle ?? 0),
      causes: causes.map((cause) => cause.id),
    })),
    apart: apartOf(timed, new Set(far), labels),
  };
};

type Mark = { readonly label: string; readonly value: string; all: number; hits: number };

/** Labels and causes that outliers have more often than the others, corrected for how many were looked at (Bonferroni). */
const apartOf = (timed: readonly BootRecord[], far: ReadonlySet<BootRecord>, labels: readonly string[]): Apart[] => {
  if (far.size === 0) return [];
  const marks = new Map<string, Map<string, Mark>>();
  const mark = (label: string, value: string, isFar: boolean): void => {
    const values = marks.get(label) ?? new Map<string, Mark>();
    if (values.size === 0) marks.set(label, values);
    const one = values.get(value) ?? { label, value, all: 0, hits: 0 };
    if (one.all === 0) values.set(value, one);
    one.all++;
    if (isFar) one.hits++;
  };
  for (const record of timed) {
    const isFar = far.has(record);
    for (const label of labels) {
      const value = record.labels[label];
      if (value !== undefined && value !== '') mark(label, value, isFar);
    }
    for (const { id } of record.causes) mark('cause', id, isFar);
  }
  const all = [...marks.values()].flatMap((values) => [...values.values()]);
  return all
    .map((one) => ({
      label: one.label,
      value: one.value,
      ofOutliers: one.hits / far.size,
      ofOthers: (one.all - one.hits) / Math.max(1, timed.length - far.size),
      p: Math.min(1, hypergeometricTail(timed.length, one.all, far.size, one.hits) * all.length),
    }))
    .filter(({ ofOutliers, ofOthers, p }) => p < significance && ofOutliers > ofOthers)
    .sort((left, right) => left.p - right.p || left.label.localeCompare(right.label, 'en') || left.value.localeCompare(right.value, 'en'));
};
