import type { BootReport, Report } from '../model/report.js';
import { jsonText } from './escape/json-text.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { bootEvents } from './perfetto/boot-events.js';
import { traceClock } from './perfetto/clock.js';

const bootMetadata = (boot: BootReport, pid: number): object => {
  const { zero } = traceClock(boot);
  return {
    pid,
    id: boot.id,
    replica: boot.replica,
    runtime: boot.runtime,
    runtimeVersion: boot.runtimeVersion,
    verdict: boot.verdict,
    reason: boot.reason,
    clock: zero === null ? 'none: spans are laid out in the order of the log, and their places are no times' : 'dated: ts counts from zeroAt',
    zeroAt: zero === null ? null : new Date(zero * 1000).toISOString(),
    startedAt: boot.startedAt,
    timeToReadySeconds: boot.timeToReadySeconds,
    firstRequestSeconds: boot.firstRequestSeconds,
    causes: boot.causes.map(({ id, severity, seconds }) => ({ id, severity, seconds })),
  };
};

/**
 * The boots as a trace that Perfetto and chrome://tracing open, by the Trace Event Format: a process a boot, a row for its phases and gaps,
 * for its first request and for each process of it. Every boot begins at 0 µs, so that starts lie side by side; `metadata` has the dates.
 */
export const renderPerfetto = (report: Report): string => {
  const { boots, tool } = mapTexts(report, sanitize);
  // Beyond the processes' numbers: a thread of a process' own number would be taken as its main one.
  let threads = boots.length;
  const events = boots.flatMap((boot, index) => bootEvents(boot, index + 1, () => ++threads));
  const metadata = {
    tool: `${tool.name} ${tool.version}`,
    schemaVersion: report.schemaVersion,
    boots: boots.map((boot, index) => bootMetadata(boot, index + 1)),
  };
  // An event a line: a trace is diffed and searched as text too.
  const lines = events.map((event) => jsonText(event)).join(',\n');
  return `{"displayTimeUnit":"ms","metadata":${jsonText(metadata)},"traceEvents":[\n${lines}\n]}\n`;
};
