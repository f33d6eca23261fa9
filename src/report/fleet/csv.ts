import type { Distribution, Fleet } from '../../model/fleet.js';
import { csvTextOf } from '../escape/csv-text.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';

/** Order and names of the columns; new ones come at the end. */
const columns = [
  'kind',
  'name',
  'label',
  'value',
  'from',
  'boots',
  'affected',
  'failed',
  'replica_seconds',
  'count',
  'p50',
  'p95',
  'p99',
  'most',
  'p',
  'before',
  'times_chance',
  'of_outliers',
  'of_others',
] as const;

type Row = { readonly [column in (typeof columns)[number]]?: string | number | null };

const figures = ({ count, p50, p95, p99, most }: Distribution): Row => ({ count, p50, p95, p99, most });

const rowsOf = (fleet: Fleet): Row[] => [
  { kind: 'fleet', name: 'time-to-ready', boots: fleet.boots, failed: fleet.verdicts.failed, ...figures(fleet.timeToReady) },
  { kind: 'fleet', name: 'first-request', boots: fleet.boots, ...figures(fleet.firstRequest) },
  ...fleet.causes.flatMap((cause): Row[] => [
    { kind: 'cause', name: cause.id, boots: fleet.boots, affected: cause.boots, replica_seconds: cause.replicaSeconds, ...figures(cause.cost) },
    ...cause.trend.map(({ from, boots, affected, replicaSeconds }) => ({
      kind: 'trend',
      name: cause.id,
      from,
      boots,
      affected,
      replica_seconds: replicaSeconds,
    })),
    ...cause.by.flatMap(({ label, values }) =>
      values.map(({ value, boots, affected, replicaSeconds }) => ({
        kind: 'cause-by',
        name: cause.id,
        label,
        value,
        boots,
        affected,
        replica_seconds: replicaSeconds,
      })),
    ),
  ]),
  ...fleet.splits.flatMap(({ label, values }) =>
    values.map(
      ({ value, boots, failed, timeToReady, dearest }): Row => ({ kind: 'split', name: dearest, label, value, boots, failed, ...figures(timeToReady) }),
    ),
  ),
  ...fleet.outliers.map(({ id, timeToReadySeconds, causes }): Row => ({ kind: 'outlier', name: id, value: causes.join(' '), most: timeToReadySeconds })),
  ...fleet.apart.map(({ label, value, p, ofOutliers, ofOthers }): Row => ({ kind: 'apart', label, value, p, of_outliers: ofOutliers, of_others: ofOthers })),
  ...fleet.together.map(({ causes, boots, timesChance }): Row => ({ kind: 'together', name: causes[0], value: causes[1], boots, times_chance: timesChance })),
  ...fleet.regressions.map(
    ({ measure, label, firstBad, beforeSeconds, afterSeconds, bootsAfter, p }): Row => ({
      kind: 'regression',
      name: measure,
      label,
      value: firstBad,
      p50: afterSeconds,
      before: beforeSeconds,
      boots: bootsAfter,
      p,
    }),
  ),
];

/** One table for a spreadsheet: a row for each cause, its trend and its share by label, each label's value, each outlier, pair of causes and regression. */
export const renderFleetCsv = (fleet: Fleet): string => csvTextOf(columns, rowsOf(mapTexts(fleet, sanitize)));
