import type { FleetSplit } from '../../model/fleet.js';
import type { Seconds } from '../../model/units.js';
import { bucketOf, createSketch, type Sketch } from '../../statistics/sketch.js';
import type { BootRecord } from '../boots/record.js';
import { distributionOf } from './distribution.js';

type Part = { boots: number; failed: number; readonly ready: Sketch; readonly request: Sketch; readonly costs: Map<string, Seconds> };

/** How starts differ by each value of each label, the values with most boots first; boots without the label are the value ''. */
export const splitsOf = (records: readonly BootRecord[], labels: readonly string[]): FleetSplit[] => {
  const splits = labels.map((label) => ({ label, parts: new Map<string, Part>() }));
  for (const record of records) {
    const buckets = { ready: bucketOf(record.timeToReadySeconds ?? 0), request: bucketOf(record.firstRequestSeconds ?? 0) };
    for (const { label, parts } of splits) add(parts, record.labels[label] ?? '', record, buckets);
  }
  return splits.map(({ label, parts }) => ({ label, values: valuesOf(parts) }));
};

const valuesOf = (parts: ReadonlyMap<string, Part>): FleetSplit['values'] =>
  [...parts]
    .sort(([left, one], [right, other]) => other.boots - one.boots || left.localeCompare(right, 'en'))
    .map(([value, { boots, failed, ready, request, costs }]) => ({
      value,
      boots,
      failed,
      timeToReady: distributionOf(ready),
      firstRequest: distributionOf(request),
      dearest: dearestOf(costs),
    }));

const add = (parts: Map<string, Part>, value: string, record: BootRecord, buckets: { readonly ready: number; readonly request: number }): void => {
  const part = parts.get(value) ?? { boots: 0, failed: 0, ready: createSketch(), request: createSketch(), costs: new Map() };
  if (part.boots === 0) parts.set(value, part);
  part.boots++;
  if (record.verdict === 'failed') part.failed++;
  if (record.timeToReadySeconds !== null) part.ready.add(record.timeToReadySeconds, buckets.ready);
  if (record.firstRequestSeconds !== null) part.request.add(record.firstRequestSeconds, buckets.request);
  for (const { id, seconds } of record.causes) part.costs.set(id, (part.costs.get(id) ?? 0) + (seconds ?? 0));
};

const dearestOf = (costs: ReadonlyMap<string, Seconds>): string | null => {
  const [dearest] = [...costs].sort(([left, one], [right, other]) => other - one || left.localeCompare(right, 'en'));
  return dearest?.[0] ?? null;
};
