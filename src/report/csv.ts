import type { Evidence } from '../model/boot.js';
import type { BootReport, Cause, Fix, Report, ReportedGap, ReportedPhase } from '../model/report.js';
import { instant } from './drawing/axis.js';
import { csvTextOf } from './escape/csv-text.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { bootName } from './text/evidence.js';

/** Order and names of the columns; new ones come at the end. */
const columns = [
  'boot',
  'replica',
  'runtime',
  'kind',
  'name',
  'scope',
  'start_seconds',
  'seconds',
  'share',
  'basis',
  'severity',
  'confidence',
  'summary',
  'fix',
  'saves_low_seconds',
  'saves_high_seconds',
  'file',
  'line',
  'text',
] as const;

type Column = (typeof columns)[number];
type Row = { readonly [column in Column]?: string | number | null };

const place = (evidence: Evidence | undefined): Row =>
  evidence === undefined ? {} : { file: evidence.file === '-' ? 'stdin' : evidence.file, line: evidence.line, text: evidence.text };

const sinceStart = (boot: BootReport, start: string | null): number | null => {
  const [zero, time] = [instant(boot.startedAt), instant(start)];
  return zero === null || time === null ? null : time - zero;
};

const phaseRow = (boot: BootReport, phase: ReportedPhase): Row => {
  const starts = phase.spans.map((span) => sinceStart(boot, span.start)).filter((start) => start !== null);
  const longest = phase.spans.reduce<ReportedPhase['spans'][number] | undefined>((a, b) => (a === undefined || b.seconds > a.seconds ? b : a), undefined);
  return {
    kind: 'phase',
    name: phase.phase,
    scope: phase.scope,
    start_seconds: starts.length === 0 ? null : starts.reduce((a, b) => Math.min(a, b)),
    seconds: phase.seconds,
    share: phase.share,
    basis: phase.basis,
    ...place(longest?.evidence.at(-1)),
  };
};

const gapRow = (gap: ReportedGap): Row => ({
  kind: 'gap',
  name: gap.suspect,
  scope: gap.scope,
  start_seconds: gap.startSeconds ?? null,
  seconds: gap.seconds,
  summary: gap.why,
  ...place(gap.after),
});

const milestoneRows = (boot: BootReport): Row[] =>
  (['listening', 'ready', 'warm'] as const).flatMap((name) => {
    const milestone = boot.milestones[name];
    return milestone === null ? [] : [{ kind: 'milestone', name, start_seconds: milestone.seconds, ...place(milestone.evidence[0]) }];
  });

const latencyRows = (boot: BootReport): Row[] => {
  const figures = [
    ['first-request', boot.firstRequestSeconds],
    ['first-request-at-least', boot.firstRequestSeconds === null ? boot.firstRequestAtLeastSeconds : null],
    ['first-token', boot.firstTokenSeconds],
    ['steady', boot.steadySeconds],
  ] as const;
  return figures.flatMap(([name, seconds]) => (seconds === null ? [] : [{ kind: 'latency', name, scope: 'request', seconds }]));
};

/** Of the fixes the one that is expected to save most; the first where none says how much. */
const bestFix = (fixes: readonly Fix[]): Fix | undefined => [...fixes].sort((a, b) => (b.saves?.highSeconds ?? -1) - (a.saves?.highSeconds ?? -1))[0];

const causeRow = (cause: Cause): Row => {
  const fix = bestFix(cause.fixes);
  return {
    kind: 'cause',
    name: cause.id,
    scope: cause.scope,
    seconds: cause.seconds,
    share: cause.share,
    severity: cause.severity,
    confidence: cause.confidence,
    summary: cause.because,
    fix: fix?.do ?? null,
    saves_low_seconds: fix?.saves?.lowSeconds ?? null,
    saves_high_seconds: fix?.saves?.highSeconds ?? null,
    ...place(cause.evidence[0]),
  };
};

const bootRows = (boot: BootReport): Row[] => {
  const rows: Row[] = [
    { kind: 'boot', name: boot.verdict, seconds: boot.timeToReadySeconds, summary: boot.reason },
    ...milestoneRows(boot),
    ...boot.phases.map((phase) => phaseRow(boot, phase)),
    ...boot.gaps.map(gapRow),
    ...latencyRows(boot),
    ...boot.causes.map(causeRow),
  ];
  return rows.map((row) => ({ boot: bootName(boot.id), replica: boot.replica, runtime: boot.runtime, ...row }));
};

/** One table for a spreadsheet: a row for each boot, milestone, phase, gap, latency and cause; a record of several lines stands in one row. */
export const renderCsv = (report: Report): string => csvTextOf(columns, mapTexts(report, sanitize).boots.flatMap(bootRows));
