import type { BootReport } from '../../../src/model/report.js';
import type { Line } from '../service/group.js';
import { coveredSeconds, type TraceSpan } from './trace.js';
import type { Observed } from './truth.js';

/** Time that a diagnosis leaves unexplained, beside what the trace shows in the silence that it lies in. */
export type ToldGap = {
  readonly seconds: number;
  /** The phase that the diagnosis suspects. */
  readonly suspect: string | null;
  /** Seconds of the silence that the trace's spans cover. */
  readonly traced: number;
  /** The span that covers most of it; null where none does. */
  readonly span: string | null;
  /** Whether the trace covers as much of the silence as is unexplained, within 10 % or 0.3 s. */
  readonly isTraced: boolean;
};

/** Below this a gap is no more than what lies between two lines. */
const leastSeconds = 0.1;
const tolerance = { share: 0.1, seconds: 0.3 };

/** The gaps of a boot whose log has one line for each that was captured, in their order. */
export function gapsTold(boot: BootReport, lines: readonly Line[], start: Observed): ToldGap[] {
  const spans = withProcess(start);
  return boot.gaps.flatMap(({ seconds, suspect, after, before }) => {
    const [from, to] = [lines[after.line - 1]?.at, lines[before.line - 1]?.at];
    if (seconds < leastSeconds || from === undefined || to === undefined) return [];
    const inside = spans.flatMap((span) => clipped(span, from, to));
    const traced = coveredSeconds(inside);
    const [longest] = [...inside].sort((a, b) => lengthOf(b) - lengthOf(a));
    return [{ seconds, suspect, traced, span: longest?.span ?? null, isTraced: traced >= seconds - Math.max(tolerance.share * seconds, tolerance.seconds) }];
  });
}

/** The spans of a trace, and the start of each process up to its first own line. */
function withProcess({ spans, spawnedAt }: Observed): TraceSpan[] {
  const first = spans[0]?.begin ?? spawnedAt;
  const process: TraceSpan = { span: 'process start', pid: 0, request: null, begin: spawnedAt, end: first, error: null, shape: null };
  return [process, ...spans];
}

function clipped(span: TraceSpan, from: number, to: number): TraceSpan[] {
  const [begin, end] = [Math.max(from, span.begin), Math.min(to, span.end ?? span.begin)];
  return end > begin ? [{ ...span, begin, end }] : [];
}

function lengthOf({ begin, end }: TraceSpan): number {
  return (end ?? begin) - begin;
}
