import { median } from '../../../src/statistics/quantile.js';
import type { Scenario } from '../scenario.js';
import { latencySeconds, type Sent } from '../service/load.js';
import { copySeconds, type Measure, margin, measures, sessionSeconds, shareFromSeconds, slackSeconds, tail } from './catalogue.js';
import { coveredSeconds, type TraceSpan } from './trace.js';

/** What was seen of one start by its trace and its clients. */
export type Observed = { readonly spawnedAt: number; readonly spans: readonly TraceSpan[]; readonly sent: readonly Sent[] };

/** What is true of one start. Seconds count from its first own line. */
export type Truth = {
  /** The causes that a diagnosis has to name, with their seconds where they have any. */
  readonly causes: ReadonlyMap<string, number | null>;
  /** Causes that are too near to a threshold to be right or wrong. */
  readonly open: ReadonlySet<string>;
  readonly listeningSeconds: number | null;
  readonly readySeconds: number | null;
  readonly firstRequestSeconds: number | null;
  readonly steadySeconds: number | null;
};

type Verdict = 'yes' | 'no' | 'open';
type Latency = { readonly first: number; readonly steady: number };

/** The truth of a start: what was injected, what the catalogue's thresholds say of the traced seconds, and what the clients measured. */
export function truthOf(scenario: Scenario, observed: Observed): Truth {
  const { spans } = observed;
  const begin = spans.find(({ span }) => span === 'main' || span === 'imports')?.begin ?? observed.spawnedAt;
  const ready = spans.find(({ span }) => span === 'ready')?.begin ?? null;
  const listening = spans.find(({ span }) => span === 'listening')?.begin ?? null;
  const causes = new Map<string, number | null>();
  const open = new Set<string>();
  const note = (cause: string, verdict: Verdict, seconds: number | null): void => {
    if (verdict === 'yes') causes.set(cause, seconds);
    if (verdict === 'open') open.add(cause);
  };
  for (const measure of measures) {
    const seconds = dearest(spansOf(measure, spans), within(measure, spans));
    note(measure.cause, judged(measure, seconds, ready === null ? null : ready - begin), seconds);
  }
  // A session that is slow to make reads, optimises and prepacks: a log that tells its time can't tell them apart.
  const session = coveredSeconds(spans.filter(({ span, request }) => span === 'session' && request === null));
  if (session >= sessionSeconds * (1 - margin)) {
    open.add('graph-optimization-at-load');
    if (coveredSeconds(spans.filter(({ span, request }) => span === 'weights-read' && request === null)) < 1) open.add('weights-load-slow');
  }
  const latency = latencyOf(answered(observed.sent));
  const served = latencyOf(servedRequests(spans));
  if (latency !== null && served !== null) {
    const [client, server] = [tailJudged(latency), tailJudged(served)];
    // What a client waits and what a log tells of it are two figures; where they disagree either answer is right.
    note('cold-tail-latency', client === server ? client : 'open', latency.first - latency.steady);
  }
  note('worker-duplicate-load', duplicates(spans), null);
  for (const { id } of scenario.causes) if (!measures.some(({ cause }) => cause === id) && id !== 'cold-tail-latency') causes.set(id, causes.get(id) ?? null);
  for (const id of scenario.open ?? []) {
    causes.delete(id);
    open.add(id);
  }
  return {
    causes,
    open,
    listeningSeconds: listening === null ? null : listening - begin,
    readySeconds: ready === null ? null : ready - begin,
    firstRequestSeconds: latency?.first ?? null,
    steadySeconds: latency?.steady ?? null,
  };
}

function spansOf({ span, scope }: Measure, spans: readonly TraceSpan[]): TraceSpan[] {
  return spans.filter((one) => one.span === span && (one.request === null) === (scope === 'startup'));
}

/** What a measure takes out of its spans, since it has a cause of its own: the spans of that kind that lie inside of them. */
function within(measure: Measure, spans: readonly TraceSpan[]): TraceSpan[] {
  const around = spansOf(measure, spans);
  return spans.filter(
    (one) =>
      one.span === measure.without &&
      around.some(({ pid, begin, end }) => pid === one.pid && begin <= one.begin && end !== null && one.end !== null && one.end <= end),
  );
}

/**
 * The seconds of the process that took longest, without those that have a cause of their own: workers that load side by side, or one after
 * the other, each do the work for themselves.
 */
function dearest(spans: readonly TraceSpan[], without: readonly TraceSpan[]): number {
  const ofProcess = (all: readonly TraceSpan[], pid: number): number => coveredSeconds(all.filter((one) => one.pid === pid));
  return Math.max(0, ...[...new Set(spans.map(({ pid }) => pid))].map((pid) => ofProcess(spans, pid) - ofProcess(without, pid)));
}

function judged({ minSeconds, minShare, scope }: Measure, seconds: number, startup: number | null): Verdict {
  if (seconds === 0) return 'no';
  if (scope === 'request') return 'yes';
  const limits = [minSeconds];
  if (minShare !== undefined && startup !== null && startup >= shareFromSeconds * (1 - margin)) limits.push(minShare * startup);
  const limit = Math.min(...limits);
  const slack = Math.max(limit * margin, slackSeconds);
  if (seconds >= limit + slack) return 'yes';
  return seconds < limit - slack ? 'no' : 'open';
}

type Served = { readonly shape: string; readonly begin: number; readonly seconds: number };

function answered(sent: readonly Sent[]): Served[] {
  return sent.filter(({ status }) => status === 200).map((one) => ({ shape: `${one.batch}x${one.length}`, begin: one.due, seconds: latencySeconds(one) }));
}

function servedRequests(spans: readonly TraceSpan[]): Served[] {
  return spans.flatMap(({ span, shape, begin, end }) => (span === 'request' && end !== null ? [{ shape: shape ?? '', begin, seconds: end - begin }] : []));
}

/** The first request, and the median of those of its shape that came after it was answered; null where they are too few. */
function latencyOf(served: readonly Served[]): Latency | null {
  const [first] = served;
  if (first === undefined) return null;
  const later = served.filter(({ shape, begin }) => shape === first.shape && begin > first.begin + first.seconds);
  if (later.length < 4) return null;
  return { first: first.seconds, steady: median(later.slice(Math.floor(later.length / 4)).map(({ seconds }) => seconds)) };
}

function tailJudged({ first, steady }: Latency): Verdict {
  const over = Math.min(first / steady / tail.ratio, (first - steady) / tail.differenceSeconds);
  // Latencies of some milliseconds scatter more than steps of a start do.
  if (over >= 1 + 2 * margin) return 'yes';
  return over < 1 - 2 * margin ? 'no' : 'open';
}

function duplicates(spans: readonly TraceSpan[]): Verdict {
  const loads = spans.filter(({ span, request, end }) => span === 'weights-load' && request === null && end !== null);
  const dear = loads.filter(({ begin, end }) => (end ?? begin) - begin >= copySeconds * (1 - margin));
  if (new Set(dear.map(({ pid }) => pid)).size < 2) return 'no';
  return dear.every(({ begin, end }) => (end ?? begin) - begin >= copySeconds * (1 + margin)) ? 'yes' : 'open';
}
