import type { Boot, BootEvent, Evidence, Gap, MilestoneMark, Outcome, PhaseTotal, Span } from '../model/boot.js';
import { phases, type Scope } from '../model/phase.js';
import type { Instant, Seconds } from '../model/units.js';
import type { RuntimeRules } from '../rules/schema.js';
import type { RawBoot } from './collect.js';
import { type Entry, evidenceOf } from './entry.js';
import { eventsOf } from './events.js';
import { fingerprintOf, memoryOf, metricsOf, versionOf } from './figures.js';
import { milestoneEntry } from './milestones.js';
import { outcomeOf } from './outcome.js';
import { withoutGenericEchoes } from './precedence.js';
import { type Account, accountFor, accountWithoutClock, type ScopedSpan } from './phases.js';
import { coldest, isAnswered, median, type PlacedRequest, requestsOf } from './requests.js';
import { rankRuntimes } from './runtime.js';
import { scopeOf } from './scope.js';
import { shapesOf } from './shapes.js';
import { spansOf } from './spans.js';
import { type Interval, overlapSeconds } from './sweep.js';

/** A gap is listed from this length on; the sum of all unexplained time is given whatever their lengths. */
const listedGapSeconds: Seconds = 0.5;

/** Turns what was kept of a boot's records into the boot: spans with scopes, milestones, accounts of time, requests, figures. */
export function assembleBoot(raw: RawBoot, number: number, rules: readonly RuntimeRules[]): Boot {
  const runtimes = rankRuntimes(raw.detected, rules);
  const runtime = runtimes[0] ?? 'generic';
  const generic = new Set(rules.filter((rule) => rule.kind === 'generic').map((rule) => rule.runtime));
  const entries = withoutGenericEchoes(raw.entries, (name) => generic.has(name), runtime);
  const ready = milestoneEntry(entries, 'ready', runtimes);
  const all = requestsOf(entries);
  const requests = all.filter((request) => ready === null || (request.endOrder ?? request.startOrder ?? 0) > ready.order);
  const context = { readyOrder: ready?.order ?? null, requests };
  const spans: ScopedSpan[] = spansOf(entries).map((span) => ({
    ...span,
    scope: span.scope ?? scopeOf({ opened: span.openedAt, closed: span.order, start: span.start, end: span.end }, context),
  }));
  const start = raw.firstDated?.time ?? null;
  const hasBeginning = beginsHere(raw, spans, rules, runtime);
  const readyTime = ready?.tick.time ?? null;
  const timeToReadySeconds = hasBeginning && start !== null && readyTime !== null ? Math.max(0, readyTime - start) : null;
  const outcome = outcomeOf(entries, raw.records, ready);
  const startup = startupAccount(raw, spans, start, readyTime, outcome, hasBeginning, ready !== null);
  const first = requests.find((request) => request.endOrder !== null && isAnswered(request)) ?? requests[0] ?? null;
  const request = requestAccount(spans, first);
  const steadySeconds = steadyOf(requests);
  const events = eventsOf(entries, context);
  return {
    id: `${raw.file}#${number}`,
    file: raw.file,
    replica: raw.replica,
    runtime,
    runtimes,
    runtimeVersion: versionOf(entries, runtime),
    labels: Object.fromEntries(raw.labels),
    fingerprint: fingerprintOf(entries, runtimes),
    start,
    end: raw.lastDated?.time ?? null,
    hasBeginning,
    hasClock: start !== null,
    outcome,
    milestones: {
      listening: markOf(milestoneEntry(entries, 'listening', runtimes), start, hasBeginning),
      ready: markOf(ready, start, hasBeginning),
      warm: markOf(milestoneEntry(entries, 'warm', runtimes), start, hasBeginning),
    },
    timeToReadySeconds,
    phases: phaseTotals(spans, startup, request, timeToReadySeconds, first, steadySeconds),
    attributedSeconds: { startup: startup.account.attributedSeconds, firstRequest: request.account.attributedSeconds },
    gapSeconds: { startup: startup.account.unexplainedSeconds, firstRequest: request.account.unexplainedSeconds },
    gaps: gapsOf(raw, startup.account, 'startup'),
    events,
    requests: requests.map(publicRequest),
    firstRequestSeconds: first?.seconds ?? null,
    firstRequestAtLeastSeconds: first?.seconds ?? (request.account.attributedSeconds > 0 ? request.account.attributedSeconds : null),
    firstTokenSeconds: first?.firstTokenSeconds ?? null,
    steadySeconds,
    cold: coldest(requests),
    metrics: metricsOf(entries),
    shapes: shapesOf(entries),
    memory: memoryOf(entries),
    bytesFetched: bytesFetched(spans, events),
    processes: [...new Set(entries.map((entry) => entry.tick.process).filter((name): name is string => name !== null))].slice(0, 500),
  };
}

const publicRequest = ({ startOrder, endOrder, kind, tokens, ...request }: PlacedRequest) => request;

/**
 * Whether the boot's beginning is in the log: a line that begins it, or (for programs whose first line no rule knows) the
 * file's first line, unless a figure stated there reaches back before it.
 */
function beginsHere(raw: RawBoot, spans: readonly ScopedSpan[], rules: readonly RuntimeRules[], runtime: string): boolean {
  const first = raw.firstDated?.time ?? null;
  if (first === null) return false;
  const tolerance = Math.max(1, raw.firstDated?.resolutionSeconds ?? 0);
  const reachesBack = spans.some((span) => span.scope === 'startup' && span.covers !== null && span.covers.start < first - tolerance);
  if (raw.hasStart) return !reachesBack || raw.entries[0]?.signal.boot !== null;
  const knowsItsStart = rules.some((rule) => rule.runtime === runtime && rule.signals.some((signal) => signal.boot === 'starts' || signal.boot === 'may-start'));
  return !knowsItsStart && raw.first?.line === 1 && !reachesBack;
}

type Accounted = { readonly account: Account; readonly spans: readonly ScopedSpan[] };

/** Accounts for the start: up to ready, or up to its failure. Spans before ready only; undated starts are added up. */
function startupAccount(
  raw: RawBoot,
  spans: readonly ScopedSpan[],
  start: Instant | null,
  readyTime: Instant | null,
  outcome: Outcome,
  hasBeginning: boolean,
  isReady: boolean,
): Accounted {
  const own = spans.filter((span) => span.scope === 'startup');
  const lastSpan = Math.max(...own.map((span) => span.covers?.end ?? Number.NEGATIVE_INFINITY));
  const end = isReady ? readyTime : outcome.kind === 'failed' ? (raw.lastDated?.time ?? null) : Number.isFinite(lastSpan) ? lastSpan : null;
  if (start === null || end === null || (own.length > 0 && own.every((span) => span.covers === null))) {
    const known = start !== null && end !== null && hasBeginning && isReady ? Math.max(0, end - start) : null;
    const account = accountWithoutClock(own);
    return { account: known === null ? account : { ...account, unexplainedSeconds: Math.max(0, known - account.attributedSeconds) }, spans: own };
  }
  const reach = Math.min(start, ...own.map((span) => span.covers?.start ?? start));
  const account = accountFor({ start: hasBeginning ? start : reach, end: Math.max(end, start) }, own);
  return { account: hasBeginning && (isReady || outcome.kind === 'failed') ? account : { ...account, unexplainedSeconds: null }, spans: own };
}

/** Accounts for the first request: within its stretch where the log dates it, else what its spans add up to. */
function requestAccount(spans: readonly ScopedSpan[], first: PlacedRequest | null): Accounted {
  const own = spans.filter((span) => span.scope === 'request');
  if (first === null || first.start === null || first.end === null || own.some((span) => span.covers === null)) {
    const dated = own.length > 0 && own.every((span) => span.covers !== null);
    const whole: Interval | null = dated
      ? { start: Math.min(...own.map((span) => (span.covers as Interval).start)), end: Math.max(...own.map((span) => (span.covers as Interval).end)) }
      : null;
    const account = whole === null ? accountWithoutClock(own) : { ...accountFor(whole, own), gaps: [] };
    const seconds = first?.seconds ?? null;
    return { account: { ...account, unexplainedSeconds: seconds === null ? null : Math.max(0, seconds - account.attributedSeconds) }, spans: own };
  }
  const seconds = first.seconds ?? first.end - first.start;
  return { account: accountFor({ start: first.end - seconds, end: first.end }, own), spans: own };
}

/** Like-for-like latency once warm: the median of the answered requests after the first two (after the first, if there are few). */
function steadyOf(requests: readonly PlacedRequest[]): Seconds | null {
  const timed = requests.filter((request) => request.seconds !== null && isAnswered(request));
  const kind = timed[0]?.kind;
  const like = timed.filter((request) => request.kind === kind).map((request) => request.seconds as Seconds);
  return like.length < 2 ? null : median(like.slice(like.length > 4 ? 2 : 1));
}

function markOf(entry: Entry | null, start: Instant | null, hasBeginning: boolean): MilestoneMark | null {
  if (entry === null) return null;
  const time = entry.tick.time;
  return { seconds: hasBeginning && time !== null && start !== null ? Math.max(0, time - start) : null, time, evidence: [evidenceOf(entry.tick)] };
}

/** One row for each phase and scope, in the order of a usual start; what the sweep left each span is its own time. */
function phaseTotals(
  spans: readonly ScopedSpan[],
  startup: Accounted,
  request: Accounted,
  timeToReadySeconds: Seconds | null,
  first: PlacedRequest | null,
  steadySeconds: Seconds | null,
): PhaseTotal[] {
  const background = spans.filter((span) => span.scope === 'background');
  const rows: PhaseTotal[] = [];
  const later = accountOfLater(background);
  const rest = request.spans.filter((_, index) => !request.account.owned.has(index));
  const groups: { scope: Scope; accounted: Accounted; whole: Seconds | null }[] = [
    { scope: 'startup', accounted: startup, whole: timeToReadySeconds },
    { scope: 'request', accounted: request, whole: first?.seconds ?? null },
    { scope: 'request', accounted: accountOfLater(rest), whole: null },
    { scope: 'background', accounted: later, whole: null },
  ];
  for (const { scope, accounted, whole } of groups) {
    for (const phase of phases) {
      const members = accounted.spans.map((span, index) => ({ span, own: accounted.account.owned.get(index) ?? 0 })).filter(({ span }) => span.phase === phase);
      if (members.length === 0) continue;
      const seconds = members.reduce((sum, { own }) => sum + own, 0);
      const row = rows.find((one) => one.phase === phase && one.scope === scope);
      const shown = members.map(({ span, own }) => publicSpan(span, own));
      const basis = members.every(({ span }) => span.basis === 'measured') ? 'measured' : 'stated';
      if (row === undefined) rows.push({ phase, scope, seconds, share: whole !== null && whole > 0 ? seconds / whole : null, basis, spans: shown });
      else rows[rows.indexOf(row)] = { ...row, seconds: Math.max(row.seconds, seconds), spans: [...row.spans, ...shown] };
    }
  }
  if (first?.seconds != null) rows.push(requestRow(first, request.account.unexplainedSeconds ?? 0));
  if (steadySeconds !== null) rows.push({ phase: 'steady', scope: 'background', seconds: steadySeconds, share: null, basis: 'measured', spans: [] });
  return rows;
}

/** Time outside the start and the first request: on its own stretch of the clock, or added up. */
function accountOfLater(spans: readonly ScopedSpan[]): Accounted {
  const dated = spans.length > 0 && spans.every((span) => span.covers !== null);
  if (!dated) return { account: accountWithoutClock(spans), spans };
  const window = { start: Math.min(...spans.map((span) => (span.covers as Interval).start)), end: Math.max(...spans.map((span) => (span.covers as Interval).end)) };
  return { account: accountFor(window, spans), spans };
}

/** The first request as a row: its span is the whole of it, its seconds what no other phase of it explains. */
function requestRow(first: PlacedRequest, unexplained: Seconds): PhaseTotal {
  const seconds = first.seconds as Seconds;
  const basis = first.startOrder === null ? 'stated' : 'measured';
  const span: Span = {
    phase: 'first-request',
    scope: 'request',
    seconds,
    ownSeconds: unexplained,
    basis,
    start: first.start,
    end: first.end,
    process: null,
    signal: '',
    events: [],
    order: first.endOrder ?? first.startOrder ?? 0,
    evidence: first.evidence,
    facts: {},
  };
  return { phase: 'first-request', scope: 'request', seconds: unexplained, share: seconds > 0 ? unexplained / seconds : null, basis, spans: [span] };
}

function publicSpan(span: ScopedSpan, ownSeconds: Seconds): Span {
  const { phase, scope, seconds, basis, start, end, process, signal, events, order, evidence, facts } = span;
  return { phase, scope, seconds, ownSeconds, basis, start, end, process, signal, events, order, evidence, facts };
}

/** Silences in the unexplained time, longest first: each is cut to the part that no span explains. */
function gapsOf(raw: RawBoot, account: Account, scope: Scope): Gap[] {
  const gaps: Gap[] = [];
  for (const silence of raw.silences) {
    const seconds = overlapSeconds(silence, account.gaps);
    if (seconds < listedGapSeconds) continue;
    gaps.push({ scope, seconds, errorSeconds: silence.errorSeconds, start: silence.start, end: silence.end, after: evidenceOf(silence.after), before: evidenceOf(silence.before) });
  }
  return gaps.sort((a, b) => b.seconds - a.seconds || a.start - b.start).slice(0, 50);
}

function bytesFetched(spans: readonly ScopedSpan[], events: readonly BootEvent[]): number | null {
  const fetched = spans.filter((span) => span.phase === 'weights-fetch' && typeof span.facts.bytes === 'number');
  const said = events.filter((event) => event.name === 'weights-download' && typeof event.facts.bytes === 'number');
  const lines = new Map<string, number>();
  const keep = (evidence: Evidence | undefined, bytes: number): void => {
    if (evidence !== undefined) lines.set(`${evidence.file}:${evidence.line}`, bytes);
  };
  for (const span of fetched) keep(span.evidence[0], span.facts.bytes as number);
  for (const event of said) keep(event.evidence, event.facts.bytes as number);
  return lines.size === 0 ? null : [...lines.values()].reduce((sum, bytes) => sum + bytes, 0);
}
