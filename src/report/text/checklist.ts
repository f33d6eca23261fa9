import type { AuditEntry, BootReport, Cause, ChecklistEntry, CheckStatus } from '../../model/report.js';
import { wrap } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { formatRatio, formatShare } from '../quantity.js';
import { numbered } from './causes.js';
import { placeRoom, shortPlaceOf } from './evidence.js';

const marks: { readonly [name in CheckStatus]: string } = { pass: '✓', fail: '✗', unknown: '?' };

const markOf = (status: CheckStatus, palette: Palette): string => ({ pass: palette.good, fail: palette.error, unknown: palette.note })[status](marks[status]);

/** Why a check failed: the number of the cause that says so, or the reason with its line. */
const reasonOf = (entry: ChecklistEntry, causes: readonly Cause[], width: number): string => {
  const cause = causes.findIndex((one) => one.because === entry.why);
  if (cause !== -1) return `: see ${cause + 1}`;
  const evidence = entry.evidence[0];
  const place = evidence === undefined ? '' : ` (${shortPlaceOf(evidence, placeRoom(width))})`;
  return `${entry.why === '' ? '' : `: ${entry.why}`}${place}`;
};

const failed = (entry: ChecklistEntry, causes: readonly Cause[], width: number, palette: Palette): string[] =>
  wrap(`${entry.title}${reasonOf(entry, causes, width)}`, width, `  ${markOf('fail', palette)} `, '    ');

const joined = (entries: readonly ChecklistEntry[], status: CheckStatus, width: number, palette: Palette): string[] => {
  const titles = entries.filter((entry) => entry.status === status).map((entry) => entry.title);
  return titles.length === 0 ? [] : wrap(titles.join(' · '), width, `  ${markOf(status, palette)} `, '    ');
};

/** A figure of the audit against its limit. A limit below 1 is a share of something, one above a multiple. */
export const measured = (entry: AuditEntry): string => {
  const figure = entry.limit < 1 ? formatShare : formatRatio;
  const value = entry.measured === null ? 'not in the log' : `${figure(entry.measured)} (limit ${figure(entry.limit)})`;
  return `${entry.title}: ${value}`;
};

/** Readiness in short: what failed with its reason, the rest by name; the self-audit's figures; the way of loading. */
export const readinessSection = (boot: BootReport, width: number, palette: Palette): string[] => {
  const causes = numbered(boot.causes);
  const judged = boot.checklist.some((entry) => entry.status !== 'unknown');
  const audited = boot.audit.filter((entry) => entry.status !== 'unknown');
  const lines = [
    ...(judged ? boot.checklist.filter((entry) => entry.status === 'fail').flatMap((entry) => failed(entry, causes, width, palette)) : []),
    ...(judged ? joined(boot.checklist, 'pass', width, palette) : []),
    ...(judged ? joined(boot.checklist, 'unknown', width, palette) : []),
    ...audited.flatMap((entry) => wrap(measured(entry), width, `  ${markOf(entry.status, palette)} `, '    ')),
    ...(boot.loading === null
      ? []
      : wrap(`Loading is ${boot.loading.strategy}${boot.loading.fits ? '' : ', which does not fit'}: ${boot.loading.why}`, width, '    ')),
  ];
  return lines.length === 0 ? [] : ['', palette.strong('Readiness'), ...lines];
};
