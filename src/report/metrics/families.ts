import type { BootReport, CheckStatus } from '../../model/report.js';
import { infoLabels } from './boot-labels.js';
import { bootGauge, type Labels, type MetricFamily } from './family.js';
import { leftOut } from './shown-boots.js';

/** A service that logs its latency again and again, each time of another window, would be a series a line. */
const mostLatencies = 50;

const verdicts = ['failed', 'cold', 'slow', 'warm', 'unknown'] as const;

/** Milliseconds are as exact as a log is; an instant's further digits are noise of the division. */
const instantOf = (iso: string | null): number | null => (iso === null || Number.isNaN(Date.parse(iso)) ? null : Date.parse(iso) / 1000);

const passed = (status: CheckStatus): number | null => (status === 'unknown' ? null : Number(status === 'pass'));

const savings = (boot: BootReport): (readonly [number | null, Labels])[] =>
  boot.causes.flatMap(({ id: cause, fixes }) =>
    fixes.flatMap(({ id: fix, saves }) =>
      saves === null
        ? []
        : [
            [saves.lowSeconds, { cause, fix, basis: saves.basis, bound: 'low' }] as const,
            [saves.highSeconds, { cause, fix, basis: saves.basis, bound: 'high' }] as const,
          ],
    ),
  );

/** Every metric of a report, in the order in which they are written. A figure that the log does not give has no sample. */
export const metricFamilies: readonly MetricFamily[] = [
  {
    name: 'coldcase_build_info',
    help: 'The version of coldcase that wrote this.',
    type: 'info',
    unit: null,
    labels: ['version'],
    samples: ({ tool }) => [{ boot: null, labels: { version: tool.version }, value: 1 }],
  },
  {
    name: 'coldcase_boots',
    help: 'Boots that were found in the logs.',
    type: 'gauge',
    unit: null,
    labels: [],
    samples: (report) => [{ boot: null, labels: {}, value: report.boots.length }],
  },
  {
    name: 'coldcase_boots_left_out',
    help: 'Of these the first ones, which have no series of their own.',
    type: 'gauge',
    unit: null,
    labels: [],
    samples: (report) => [{ boot: null, labels: {}, value: leftOut(report) }],
  },
  {
    name: 'coldcase_boot_info',
    help: 'What the log says of the boot: its version, labels (label_NAME) and fingerprint (fingerprint_NAME).',
    type: 'info',
    unit: null,
    labels: ['runtime_version', 'label_NAME', 'fingerprint_NAME'],
    samples: ({ boots }) => boots.map((boot) => ({ boot, labels: infoLabels(boot), value: 1 })),
  },
  bootGauge('coldcase_boot_verdict', '1 for the verdict of the boot, 0 for the others.', null, ['verdict'], (boot) =>
    verdicts.map((verdict) => [Number(boot.verdict === verdict), { verdict }]),
  ),
  bootGauge('coldcase_boot_start_timestamp_seconds', 'When the boot began, since the Unix epoch.', 'seconds', [], (boot) => [[instantOf(boot.startedAt)]]),
  bootGauge('coldcase_milestone_seconds', 'From the beginning of the boot to a milestone.', 'seconds', ['milestone'], ({ milestones }) =>
    (['listening', 'ready', 'warm'] as const).map((milestone) => [milestones[milestone]?.seconds ?? null, { milestone }]),
  ),
  bootGauge('coldcase_time_to_ready_seconds', 'From the beginning of the boot to ready.', 'seconds', [], (boot) => [[boot.timeToReadySeconds]]),
  bootGauge('coldcase_first_request_seconds', 'The first request as a whole.', 'seconds', [], (boot) => [[boot.firstRequestSeconds]]),
  bootGauge('coldcase_first_request_at_least_seconds', 'What the phases of the first request add up to.', 'seconds', [], (boot) => [
    [boot.firstRequestAtLeastSeconds],
  ]),
  bootGauge('coldcase_first_token_seconds', 'The first request up to its first token.', 'seconds', [], (boot) => [[boot.firstTokenSeconds]]),
  bootGauge('coldcase_steady_request_seconds', 'A request once latency is at its steady level.', 'seconds', [], (boot) => [[boot.steadySeconds]]),
  bootGauge('coldcase_cold_warm_ratio', 'The first request over a steady one.', 'ratio', [], (boot) => [[boot.coldWarmRatio]]),
  bootGauge('coldcase_phase_seconds', 'Time of a phase, each moment counted once.', 'seconds', ['phase', 'scope', 'basis'], ({ phases }) =>
    phases.map(({ phase, scope, basis, seconds }) => [seconds, { phase, scope, basis }]),
  ),
  bootGauge('coldcase_attributed_seconds', 'What the phases explain of the start or of the first request.', 'seconds', ['scope'], ({ attributedSeconds }) => [
    [attributedSeconds.startup, { scope: 'startup' }],
    [attributedSeconds.firstRequest, { scope: 'request' }],
  ]),
  bootGauge('coldcase_gap_seconds', 'What nothing explains of the start or of the first request.', 'seconds', ['scope'], ({ gapSeconds }) => [
    [gapSeconds.startup, { scope: 'startup' }],
    [gapSeconds.firstRequest, { scope: 'request' }],
  ]),
  bootGauge('coldcase_cause_found', '1 for each cause that was found.', null, ['cause', 'scope', 'severity', 'confidence'], ({ causes }) =>
    causes.map(({ id: cause, scope, severity, confidence }) => [1, { cause, scope, severity, confidence }]),
  ),
  bootGauge('coldcase_cause_seconds', 'What a cause cost; causes may share seconds.', 'seconds', ['cause', 'scope', 'severity', 'confidence'], ({ causes }) =>
    causes.map(({ id: cause, scope, severity, confidence, seconds }) => [seconds, { cause, scope, severity, confidence }]),
  ),
  bootGauge(
    'coldcase_fix_saving_seconds',
    'What a fix of a cause is expected to save: the two ends of a range.',
    'seconds',
    ['cause', 'fix', 'basis', 'bound'],
    savings,
  ),
  bootGauge(
    'coldcase_checklist_passed',
    '1 where an item of the readiness checklist passes, 0 where it fails; no sample where it is unknown.',
    null,
    ['check'],
    ({ checklist }) => checklist.map(({ item: check, status }) => [passed(status), { check }]),
  ),
  bootGauge(
    'coldcase_audit_passed',
    '1 where a figure of the audit is within its limit, 0 where not; no sample where it is unknown.',
    null,
    ['check'],
    ({ audit }) => audit.map(({ item: check, status }) => [passed(status), { check }]),
  ),
  bootGauge('coldcase_memory_peak_bytes', 'The most memory that the log names.', 'bytes', [], ({ memory }) => [[memory.peakBytes]]),
  bootGauge('coldcase_memory_limit_bytes', 'The memory limit that the log names.', 'bytes', [], ({ memory }) => [[memory.limitBytes]]),
  bootGauge('coldcase_fetched_bytes', 'What was downloaded during the boot.', 'bytes', [], (boot) => [[boot.bytesFetched]]),
  bootGauge(
    'coldcase_stated_latency_seconds',
    'A latency that the service itself logged; percentile and window where the line names them.',
    'seconds',
    ['percentile', 'period', 'window'],
    ({ metrics }) =>
      metrics.slice(0, mostLatencies).map(({ quantile, seconds, windowSeconds, period }) => [
        seconds,
        {
          // `quantile` is the label of summaries, and promtool refuses it elsewhere.
          percentile: quantile === null ? '' : String(Math.round(quantile * 1e5) / 1e3),
          period,
          window: windowSeconds === null ? '' : `${windowSeconds}s`,
        },
      ]),
  ),
];
