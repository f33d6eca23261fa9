import type { Boot, BootEvent, Evidence, MilestoneMark, Outcome } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import type { RuntimeRules } from '../rules/schema.js';
import { median } from '../statistics/quantile.js';
import { accountOnItsOwn, requestAccounts, startupAccount } from './accounts.js';
import { copiesOf, copyEvents } from './copies.js';
import { ownRequests } from './elsewhere.js';
import { type Entry, evidenceOf, type Tick } from './entry.js';
import { eventsOf } from './events.js';
import { fingerprintOf, memoryOf, metricsOf, versionOf } from './figures.js';
import { gapsOf, unfinishedStretch } from './gaps.js';
import { isLoad, unaskedLoad } from './idle.js';
import { pureImports } from './imports.js';
import { firstAnswered, lastAnnounced, listeningAsReady, milestoneEntry, readyEntry } from './milestones.js';
import { outcomeOf } from './outcome.js';
import type { ScopedSpan } from './phases.js';
import { spokenEntries } from './precedence.js';
import type { RawBoot } from './raw-boot.js';
import { coldest, firstCome, isAnswered, type PlacedRequest, requestsOf } from './requests.js';
import { restartEvents, silentRestarts } from './restarts.js';
import { phaseRows } from './rows.js';
import { rankRuntimes } from './runtime.js';
import { type Place, scopeOf } from './scope.js';
import { coldestStep } from './series.js';
import { shapesOf } from './shapes.js';
import { type RawSpan, spansOf } from './spans.js';
import { withoutStillClock } from './still-clock.js';
import { inSuccession } from './succession.js';
import { warmupErrorEvents } from './warmup-errors.js';

/** Turns what was kept of a boot's records into the boot: spans with scopes, milestones, accounts of time, requests, figures. */
export function assembleBoot(given: RawBoot, number: number, rules: readonly RuntimeRules[]): Boot {
  const raw = withoutStillClock(given);
  const runtimes = rankRuntimes(raw.detected, rules);
  const runtime = runtimes[0] ?? 'generic';
  const reportedAs = rules.find((rule) => rule.runtime === runtime)?.as ?? runtime;
  const entries = spokenEntries(raw.entries, { rules, detected: new Set(raw.detected.keys()), serving: runtime });
  const ready = readyEntry(entries, runtimes, rules) ?? listeningAsReady(entries, runtimes, rules);
  const all = requestsOf(entries);
  const requests = all.filter((request) => ready === null || (request.endOrder ?? request.startOrder ?? 0) > ready.order);
  const context = {
    readyOrder: ready?.order ?? null,
    readyTime: ready?.tick.time ?? null,
    requests,
    announcedOrder: lastAnnounced(entries, ready),
    answeredOrder: firstAnswered(entries),
    lazyFrom: unaskedLoad(entries, ready, rules),
  };
  const placed: ScopedSpan[] = pureImports(spansOf(entries), entries)
    .map((span) => ({ ...span, scope: span.scope ?? scopeOf(placeOf(span), context) }))
    // Outside of a start the next line may come whenever somebody asks for something.
    .filter(({ isLone, scope }) => !isLone || scope === 'startup');
  const start = raw.firstDated?.time ?? null;
  const hasBeginning = beginsHere(raw, placed, rules, runtime);
  const beginning = hasBeginning ? raw.firstDated : null;
  const plain = new Set(rules.filter((rule) => rule.kind === 'generic').map((rule) => rule.runtime));
  const copies = copiesOf(placed);
  const named = placed.map((span) => (copies.has(span) ? { ...span, events: [...span.events, 'worker-load'] } : span));
  const spans = inSuccession(named, (name) => plain.has(name));
  const readyTime = ready?.tick.time ?? null;
  const statedSeconds = start === null && typeof ready?.signal.facts.readySeconds === 'number' ? ready.signal.facts.readySeconds : null;
  const timeToReadySeconds = hasBeginning && start !== null && readyTime !== null ? Math.max(0, readyTime - start) : statedSeconds;
  const restarts = silentRestarts(entries);
  const outcome: Outcome =
    restarts.length > 0 ? { kind: 'failed', evidence: restarts.slice(0, 3).map(({ tick }) => evidenceOf(tick)) } : outcomeOf(entries, raw.words, ready);
  const isFailed = ready === null && outcome.kind === 'failed';
  const end = isFailed ? (raw.lastDated?.time ?? null) : readyTime;
  const startup = startupAccount(spans, { start, end, hasBeginning, isOver: ready !== null || isFailed, statedSeconds });
  const first = firstCome(requests) ?? requests[0] ?? null;
  const idle = first?.start ?? first?.end ?? raw.lastDated?.time ?? null;
  // A log of which nothing was read (a table, a program's text) is no start that waits.
  const unfinished = entries.length > 0 && end === null && start !== null && idle !== null ? unfinishedStretch(startup.spans, start, idle) : [];
  const { first: firstRequest, later: laterRequests } = requestAccounts(spans, first);
  const background = accountOnItsOwn(spans.filter((span) => span.scope === 'background'));
  const own = ownRequests(requests, entries);
  const steadySeconds = steadyOf(own);
  const events = [...eventsOf(entries, spans, context), ...restartEvents(restarts), ...copyEvents(copies), ...warmupErrorEvents(entries, outcome)];
  return {
    id: `${raw.file}#${number}`,
    file: raw.file,
    replica: raw.replica,
    runtime: reportedAs,
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
      listening: markOf(milestoneEntry(entries, 'listening', runtimes), beginning),
      ready: markOf(ready, beginning),
      warm: markOf(milestoneEntry(entries, 'warm', runtimes), beginning),
    },
    timeToReadySeconds,
    phases: phaseRows({ startup, timeToReadySeconds, firstRequest, first, laterRequests, background, steadySeconds }),
    attributedSeconds: { startup: startup.account.attributedSeconds, firstRequest: firstRequest.account.attributedSeconds },
    gapSeconds: { startup: startup.account.unexplainedSeconds, firstRequest: firstRequest.account.unexplainedSeconds },
    gaps: gapsOf(raw, { pieces: [...startup.account.gaps, ...unfinished], seconds: end === null || start === null ? null : end - start }, 'startup'),
    events,
    requests: requests.map(publicRequest),
    firstRequestSeconds: first?.seconds ?? null,
    firstRequestAtLeastSeconds: first?.seconds ?? (firstRequest.account.attributedSeconds > 0 ? firstRequest.account.attributedSeconds : null),
    firstTokenSeconds: first?.firstTokenSeconds ?? null,
    steadySeconds,
    cold: coldest(own) ?? coldestStep(entries, ready),
    metrics: metricsOf(entries),
    shapes: shapesOf(entries),
    memory: memoryOf(entries),
    bytesFetched: bytesFetched(spans, events),
    processes: [...new Set(entries.map((entry) => entry.tick.process).filter((name): name is string => name !== null))].slice(0, 500),
  };
}

const placeOf = ({ openedAt, order, start, end, isDated, phase, events }: RawSpan): Place => ({
  opened: openedAt,
  closed: order,
  start,
  end,
  isDated,
  isLoad: isLoad(phase, events),
  isFetch: phase === 'weights-fetch',
});

const publicRequest = ({ startOrder, endOrder, kind, tokens, ...request }: PlacedRequest) => request;

/**
 * Whether the boot's beginning is in the log: a line that begins it, or (for programs whose first line no rule knows) the
 * file's first line, unless a figure stated there reaches back before it.
 */
function beginsHere(raw: RawBoot, spans: readonly ScopedSpan[], rules: readonly RuntimeRules[], runtime: string): boolean {
  const first = raw.firstDated?.time ?? null;
  if (first === null) return false;
  // Within one step of a clock of whole minutes it says nothing of how long a start took.
  const { resolutionSeconds = 0 } = raw.firstDated ?? {};
  if (resolutionSeconds >= 60 && (raw.lastDated?.time ?? first) - first <= resolutionSeconds) return false;
  const tolerance = Math.max(1, raw.firstDated?.resolutionSeconds ?? 0);
  const reachesBack = spans.some((span) => span.scope === 'startup' && span.covers !== null && span.covers.start < first - tolerance);
  if (raw.hasStart) return !reachesBack || raw.entries.find(({ tick }) => tick.isDated)?.signal.boot !== null;
  const knowsItsStart = rules.some(
    (rule) => rule.runtime === runtime && rule.kind !== 'generic' && rule.signals.some((signal) => signal.boot === 'starts' || signal.boot === 'may-start'),
  );
  return !knowsItsStart && (raw.first?.line ?? 0) <= 2 && !reachesBack;
}

/** Like-for-like latency once warm: the median of the answered requests of the first one's kind after it. */
function steadyOf(requests: readonly PlacedRequest[]): Seconds | null {
  const timed = requests.filter((request) => request.seconds !== null && isAnswered(request));
  const kind = timed[0]?.kind;
  const like = timed.filter((request) => request.kind === kind).map((request) => request.seconds as Seconds);
  return like.length < 2 ? null : median(like.slice(1));
}

/** A milestone's place in the boot; `beginning` is its first dated record, null where the boot's beginning is not in the log. */
function markOf(entry: Entry | null, beginning: Tick | null): MilestoneMark | null {
  if (entry === null) return null;
  const { time, resolutionSeconds } = entry.tick;
  const evidence = [evidenceOf(entry.tick)];
  if (time === null || beginning === null || beginning.time === null) return { seconds: null, errorSeconds: null, time, evidence };
  return { seconds: Math.max(0, time - beginning.time), errorSeconds: beginning.resolutionSeconds + resolutionSeconds, time, evidence };
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
