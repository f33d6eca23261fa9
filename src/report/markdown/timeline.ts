import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { formatSeconds } from '../quantity.js';
import { placeOf } from '../text/evidence.js';
import type { Detail } from './detail.js';
import { code, inline } from './escape.js';
import { type Moment, momentsOf } from './moments.js';
import { table } from './table.js';

const clockOf = (boot: BootReport, at: Seconds): string => {
  const started = boot.startedAt === null ? Number.NaN : Date.parse(boot.startedAt);
  return Number.isNaN(started) ? '' : new Date(started + at * 1000).toISOString().slice(11, 23);
};

const row = (boot: BootReport, { at, isAfter, what, took, where }: Moment, isOneFile: boolean): string[] => [
  at === null || isAfter ? '' : clockOf(boot, at),
  at === null ? '' : `${isAfter ? 'after ' : ''}${formatSeconds(at)}`,
  inline(what),
  took === null ? '' : formatSeconds(took),
  where === null ? '' : isOneFile ? String(where.line) : code(placeOf(where)),
];

const byWeight = (moments: readonly Moment[], count: number): Moment[] => {
  const heaviest = [...moments].sort((a, b) => (b.took ?? Number.POSITIVE_INFINITY) - (a.took ?? Number.POSITIVE_INFINITY)).slice(0, count);
  return moments.filter((moment) => heaviest.includes(moment));
};

/** The timeline as a table: by the clock and since the beginning, what happened, how long it took, and its line. */
export const timeline = (boot: BootReport, detail: Detail): string[] => {
  const moments = momentsOf(boot);
  if (moments.length === 0) return [];
  const shown = byWeight(moments, detail.rows);
  const isOneFile = new Set(shown.flatMap(({ where }) => (where === null ? [] : [where.file]))).size <= 1;
  const columns = [
    { head: 'Time (UTC)' },
    { head: 'Since the start', align: 'right' as const },
    { head: 'What happened' },
    { head: 'Took', align: 'right' as const },
    { head: 'Line', ...(isOneFile ? { align: 'right' as const } : {}) },
  ];
  const left = moments.length - shown.length;
  return [
    table(
      columns,
      shown.map((moment) => row(boot, moment, isOneFile)),
    ),
    ...(left === 0 ? [] : [`${left} shorter ${left === 1 ? 'stretch is' : 'stretches are'} left out.`]),
  ];
};
