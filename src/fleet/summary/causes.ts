import type { FleetCause, LabelShare } from '../../model/fleet.js';
import { type Severity, severityRank } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { createSketch, type Sketch } from '../../statistics/sketch.js';
import type { BootRecord } from '../boots/record.js';
import { distributionOf } from './distribution.js';
import type { Stretches } from './stretches.js';

type Tally = { boots: number; seconds: Seconds };

type CauseTally = {
  severity: Severity;
  readonly whole: Tally;
  readonly cost: Sketch;
  readonly trend: Map<number, Tally>;
  /** By value, for each label. */
  readonly by: readonly Map<string, Tally>[];
};

const tally = <Key>(map: Map<Key, Tally>, key: Key, seconds: Seconds): void => {
  const here = map.get(key) ?? { boots: 0, seconds: 0 };
  if (here.boots === 0) map.set(key, here);
  here.boots++;
  here.seconds += seconds;
};

/** How many boots there are, by stretch and by label: what a cause's shares are of. */
type Totals = { readonly trend: Map<number, Tally>; readonly labels: readonly string[]; readonly by: readonly Map<string, Tally>[] };

/** What each cause costs: boots, replica-seconds, what one boot pays, its trend, and its share by each label. The dearest first. */
export const fleetCauses = (records: readonly BootRecord[], labels: readonly string[], stretches: Stretches | null): FleetCause[] => {
  const causes = new Map<string, CauseTally>();
  const maps = (): Map<string, Tally>[] => labels.map(() => new Map());
  const tallyEach = (by: readonly Map<string, Tally>[], values: readonly string[], seconds: Seconds): void => {
    for (const [at, map] of by.entries()) tally(map, values[at] ?? '', seconds);
  };
  const totals: Totals = { trend: new Map(), labels, by: maps() };
  for (const record of records) {
    const place = stretches === null || record.startedAt === null ? null : stretches.placeOf(record.startedAt);
    if (place !== null) tally(totals.trend, place, 0);
    const values = labels.map((label) => record.labels[label] ?? '');
    tallyEach(totals.by, values, 0);
    for (const { id, severity, seconds } of record.causes) {
      const cause = causes.get(id) ?? { severity, whole: { boots: 0, seconds: 0 }, cost: createSketch(), trend: new Map(), by: maps() };
      if (cause.whole.boots === 0) causes.set(id, cause);
      if (severityRank[severity] > severityRank[cause.severity]) cause.severity = severity;
      cause.whole.boots++;
      cause.whole.seconds += seconds ?? 0;
      if (seconds !== null) cause.cost.add(seconds);
      if (place !== null) tally(cause.trend, place, seconds ?? 0);
      tallyEach(cause.by, values, seconds ?? 0);
    }
  }
  return [...causes]
    .map(([id, cause]) => told(id, cause, records.length, totals, stretches))
    .sort((left, right) => right.replicaSeconds - left.replicaSeconds || right.boots - left.boots || left.id.localeCompare(right.id, 'en'));
};

const told = (id: string, { severity, whole, cost, trend, by }: CauseTally, boots: number, totals: Totals, stretches: Stretches | null): FleetCause => ({
  id,
  severity,
  boots: whole.boots,
  share: whole.boots / boots,
  replicaSeconds: whole.seconds,
  cost: distributionOf(cost),
  trend: (stretches?.starts ?? []).flatMap((from, place) => {
    const all = totals.trend.get(place)?.boots ?? 0;
    const here = trend.get(place);
    return all === 0 ? [] : [{ from, boots: all, affected: here?.boots ?? 0, replicaSeconds: here?.seconds ?? 0 }];
  }),
  by: totals.labels.map((label, at) => ({ label, values: sharesOf(totals.by[at], by[at]) })),
});

const sharesOf = (all: ReadonlyMap<string, Tally> = new Map(), affected: ReadonlyMap<string, Tally> = new Map()): LabelShare[] =>
  [...all]
    .map(([value, { boots }]) => ({ value, boots, affected: affected.get(value)?.boots ?? 0, replicaSeconds: affected.get(value)?.seconds ?? 0 }))
    .sort((left, right) => right.replicaSeconds - left.replicaSeconds || right.affected - left.affected || left.value.localeCompare(right.value, 'en'));
