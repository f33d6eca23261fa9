import type { AuditEntry, BootReport, ChecklistEntry, CheckStatus } from '../../model/report.js';
import { wrap } from '../layout.js';
import type { Palette } from '../palette.js';
import { placeRoom, shortPlaceOf } from './evidence.js';

const marks: { readonly [name in CheckStatus]: string } = { pass: '✓', fail: '✗', unknown: '?' };

const markOf = (status: CheckStatus, palette: Palette): string => ({ pass: palette.good, fail: palette.error, unknown: palette.note })[status](marks[status]);

const failed = (entry: ChecklistEntry, width: number, palette: Palette): string[] => {
  const evidence = entry.evidence[0];
  const place = evidence === undefined ? '' : ` (${shortPlaceOf(evidence, placeRoom(width))})`;
  return wrap(`${entry.title}${entry.why === '' ? '' : `: ${entry.why}`}${place}`, width, `  ${markOf('fail', palette)} `, '    ');
};

const joined = (entries: readonly ChecklistEntry[], status: CheckStatus, width: number, palette: Palette): string[] => {
  const titles = entries.filter((entry) => entry.status === status).map((entry) => entry.title);
  return titles.length === 0 ? [] : wrap(titles.join(' · '), width, `  ${markOf(status, palette)} `, '    ');
};

const measured = (entry: AuditEntry): string => {
  const figure = (value: number): string => String(Number(value.toPrecision(3)));
  const value = entry.measured === null ? 'not in the log' : `${figure(entry.measured)} (limit ${figure(entry.limit)})`;
  return `${entry.title}: ${value}`;
};

/** Readiness in short: what failed with its reason, the rest by name; the self-audit's figures; the way of loading. */
export const readinessSection = (boot: BootReport, width: number, palette: Palette): string[] => {
  const judged = boot.checklist.some((entry) => entry.status !== 'unknown');
  const audited = boot.audit.filter((entry) => entry.status !== 'unknown');
  const lines = [
    ...(judged ? boot.checklist.filter((entry) => entry.status === 'fail').flatMap((entry) => failed(entry, width, palette)) : []),
    ...(judged ? joined(boot.checklist, 'pass', width, palette) : []),
    ...(judged ? joined(boot.checklist, 'unknown', width, palette) : []),
    ...audited.flatMap((entry) => wrap(measured(entry), width, `  ${markOf(entry.status, palette)} `, '    ')),
    ...(boot.loading === null
      ? []
      : wrap(`Loading is ${boot.loading.strategy}${boot.loading.fits ? '' : ', which does not fit'}: ${boot.loading.why}`, width, '    ')),
  ];
  return lines.length === 0 ? [] : ['', palette.strong('Readiness'), ...lines];
};
