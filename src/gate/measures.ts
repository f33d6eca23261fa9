import type { Evidence } from '../model/boot.js';
import type { BudgetUnit } from '../model/gate.js';
import { phases, type Scope } from '../model/phase.js';
import type { BootReport } from '../model/report.js';

/** What a boot's report says of one figure: a value, between two ends (`high` null: open), or nothing, and what would make it. */
export type Reading =
  | { readonly kind: 'known'; readonly value: number; readonly low: number; readonly high: number | null; readonly evidence: readonly Evidence[] }
  /** What is measured did not come about: worse than any limit. */
  | { readonly kind: 'never'; readonly why: string; readonly evidence: readonly Evidence[] }
  | { readonly kind: 'unknown'; readonly missing: string; readonly howToLog: string | null };

/** A figure that a policy can limit. */
export type Measure = {
  /** As a policy writes it: `timeToReady`, `phases.compile`. */
  readonly id: string;
  readonly title: string;
  readonly unit: BudgetUnit;
  readonly of: (boot: BootReport) => Reading;
};

const timestamps = 'Keep the timestamps of the log (`kubectl logs --timestamps`, `docker logs --timestamps`).';
const requestTimes = "Log each request with its duration (an access log with the time taken, or the server's request log).";

const exactly = (value: number, evidence: readonly Evidence[] = []): Reading => ({ kind: 'known', value, low: value, high: value, evidence });
const atLeast = (value: number, evidence: readonly Evidence[] = []): Reading => ({ kind: 'known', value, low: value, high: null, evidence });
const unknown = (missing: string, howToLog: string | null): Reading => ({ kind: 'unknown', missing, howToLog });

/** The advice that the diagnosis gives for a cause that it could not judge; else the general one. */
const adviceFor = (boot: BootReport, cause: string, otherwise: string): string => boot.unevaluated.find((one) => one.cause === cause)?.howToLog ?? otherwise;

const evidenceOfPhase = (boot: BootReport, phase: string, scope: Scope): Evidence[] =>
  boot.phases.filter((total) => total.phase === phase && total.scope === scope).flatMap((total) => total.spans.flatMap((span) => [...span.evidence]));

const timeToReady: Measure = {
  id: 'timeToReady',
  title: 'time to ready',
  unit: 'seconds',
  of: (boot) => {
    const { ready } = boot.milestones;
    if (boot.timeToReadySeconds !== null) {
      const error = ready?.errorSeconds ?? 0;
      const value = boot.timeToReadySeconds;
      return { kind: 'known', value, low: Math.max(0, value - error), high: value + error, evidence: ready?.evidence ?? [] };
    }
    if (boot.verdict === 'failed' && ready === null)
      return { kind: 'never', why: 'it never got ready', evidence: boot.causes.find(({ severity }) => severity === 'error')?.evidence ?? [] };
    // A start without an end has taken at least what its phases show.
    if (boot.attributedSeconds.startup > 0) return atLeast(boot.attributedSeconds.startup);
    return unknown('the log does not hold both the beginning of the start and the moment of ready, with times', timestamps);
  },
};

const firstRequest: Measure = {
  id: 'firstRequest',
  title: 'first request',
  unit: 'seconds',
  of: (boot) => {
    const evidence = evidenceOfPhase(boot, 'first-request', 'request');
    if (boot.firstRequestSeconds !== null) return exactly(boot.firstRequestSeconds, evidence);
    if (boot.firstRequestAtLeastSeconds !== null)
      return atLeast(
        boot.firstRequestAtLeastSeconds,
        boot.phases.filter(({ scope }) => scope === 'request').flatMap(({ spans }) => spans.flatMap((span) => [...span.evidence])),
      );
    return unknown('no line gives the duration of a first request', requestTimes);
  },
};

const firstToken: Measure = {
  id: 'firstToken',
  title: 'time to first token',
  unit: 'seconds',
  of: (boot) =>
    boot.firstTokenSeconds === null
      ? unknown('no line gives the time to the first token', 'Log the time to first token of each request, or measure it at the client.')
      : exactly(boot.firstTokenSeconds, evidenceOfPhase(boot, 'first-request', 'request')),
};

const coldWarmRatio: Measure = {
  id: 'coldWarmRatio',
  title: 'first request over steady',
  unit: 'ratio',
  of: (boot) => {
    if (boot.coldWarmRatio !== null) return exactly(boot.coldWarmRatio, evidenceOfPhase(boot, 'first-request', 'request'));
    const steady = boot.steadySeconds ?? boot.metrics.find((metric) => metric.period === 'steady')?.seconds ?? null;
    if (steady !== null && steady > 0 && boot.firstRequestAtLeastSeconds !== null) return atLeast(boot.firstRequestAtLeastSeconds / steady);
    return unknown('the log does not give both a first request and the ones after it', adviceFor(boot, 'cold-tail-latency', requestTimes));
  },
};

const gapShare: Measure = {
  id: 'gapShare',
  title: 'unexplained share of the start',
  unit: 'share',
  of: (boot) => {
    const [gap, whole] = [boot.gapSeconds.startup, boot.timeToReadySeconds];
    if (gap === null || whole === null || whole <= 0) return unknown('the length of the start is not in the log', timestamps);
    const error = (boot.milestones.ready?.errorSeconds ?? 0) / whole;
    return {
      kind: 'known',
      value: gap / whole,
      low: Math.max(0, gap / whole - error),
      high: Math.min(1, gap / whole + error),
      evidence: boot.gaps.filter(({ scope }) => scope === 'startup').flatMap(({ after, before }) => [after, before]),
    };
  },
};

const peakMemoryShare: Measure = {
  id: 'peakMemoryShare',
  title: 'peak memory of the limit',
  unit: 'share',
  of: (boot) => {
    const { peakBytes, limitBytes } = boot.memory;
    if (peakBytes !== null && limitBytes !== null && limitBytes > 0) return exactly(peakBytes / limitBytes);
    const advice = adviceFor(boot, 'memory-headroom-low', 'Log the peak and the limit of memory once after warmup.');
    return unknown(peakBytes === null ? 'no line states the peak of memory' : 'no line states the limit of memory', advice);
  },
};

const p95AfterStart: Measure = {
  id: 'p95AfterStart',
  title: 'p95 after start',
  unit: 'seconds',
  of: (boot) => {
    const early = boot.metrics.filter((metric) => metric.period === 'early' && metric.quantile === 0.95).map((metric) => metric.seconds);
    if (early.length > 0) return exactly(Math.max(...early));
    return unknown('no line gives a p95 just after the start', 'Print the p95 of the first minutes after ready, or scrape the histogram of requests.');
  },
};

const bytesFetched: Measure = {
  id: 'bytesFetched',
  title: 'bytes fetched',
  unit: 'bytes',
  of: (boot) => {
    const evidence = evidenceOfPhase(boot, 'weights-fetch', 'startup');
    if (boot.bytesFetched !== null) return exactly(boot.bytesFetched, evidence);
    const isFetching = boot.phases.some(({ phase }) => phase === 'weights-fetch');
    if (isFetching) return unknown('weights were fetched, but no line gives their size', 'Log the size of what is downloaded.');
    return boot.milestones.ready === null ? unknown('the start has no end in the log', null) : exactly(0);
  },
};

const phaseMeasure = (phase: string, key: string, scope: Scope, where: string): Measure => ({
  id: `${key}.${phase}`,
  title: `${phase} ${where}`,
  unit: 'seconds',
  of: (boot) => {
    const total = boot.phases.find((one) => one.phase === phase && one.scope === scope);
    // Time that nothing explains, and that this phase is suspected of, may be its.
    const suspected = boot.gaps.filter((gap) => gap.scope === scope && gap.suspect === phase).reduce((sum, gap) => sum + gap.seconds, 0);
    const seen = total?.seconds ?? 0;
    const isWhole = scope === 'startup' ? boot.timeToReadySeconds !== null : boot.firstRequestSeconds !== null;
    if (total === undefined && !isWhole) {
      const missing = scope === 'startup' ? 'the length of the start is not in the log' : 'the length of the first request is not in the log';
      return unknown(`no line speaks of ${phase}, and ${missing}`, scope === 'startup' ? timestamps : requestTimes);
    }
    return { kind: 'known', value: seen, low: seen, high: seen + suspected, evidence: evidenceOfPhase(boot, phase, scope) };
  },
});

const workPhases = phases.filter((phase) => phase !== 'first-request' && phase !== 'steady');

/** Every figure of one boot that a policy can limit and a baseline keeps, by its id. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  [
    timeToReady,
    firstRequest,
    firstToken,
    coldWarmRatio,
    gapShare,
    peakMemoryShare,
    p95AfterStart,
    bytesFetched,
    ...workPhases.map((phase) => phaseMeasure(phase, 'phases', 'startup', 'at startup')),
    ...workPhases.map((phase) => phaseMeasure(phase, 'requestPhases', 'request', 'in a request')),
  ].map((measure) => [measure.id, measure]),
);
