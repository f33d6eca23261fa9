import type { Evidence, Request, Shape } from '../model/boot.js';
import type { Facts } from '../model/signal.js';
import type { Instant, Seconds } from '../model/units.js';
import { grouped } from '../statistics/grouped.js';
import { median } from '../statistics/quantile.js';
import { type Entry, evidenceOf } from './entry.js';
import { numberFact } from './number-fact.js';

/** A request with its place in the boot. */
export type PlacedRequest = Request & {
  readonly startOrder: number | null;
  readonly endOrder: number | null;
  /** Requests of one kind can be compared: the same signal, path and (padded) shape. */
  readonly kind: string;
  /** Tokens read and generated; null where the log does not say. */
  readonly tokens: number | null;
};

const requestsKept = 5_000;

/** Requests of a boot in the order in which they ended; one that never ended comes last. */
export function requestsOf(entries: readonly Entry[]): PlacedRequest[] {
  const requests: PlacedRequest[] = [];
  const open: Entry[] = [];
  const tokens = new Map<Entry, Seconds>();
  const tokenOf = (start: Entry | null): Seconds | null => (start === null ? null : (tokens.get(start) ?? null));
  let last: { readonly end: Entry; readonly start: Entry | null } | null = null;
  for (const entry of entries) {
    const role = entry.signal.request;
    if (role === 'starts') open.push(entry);
    if (role === null || role === 'starts') continue;
    // Two signals may read one line: the request is one, and the figure that either gives is its.
    if (last !== null && role === 'ends' && isSameLine(last.end, entry)) {
      const gives = numberFact(entry.signal.facts, 'seconds') !== null;
      if (gives && requests.at(-1)?.seconds === null) requests[requests.length - 1] = requestOf(last.start, entry, tokenOf(last.start));
      continue;
    }
    const index = openIndex(open, entry);
    const start = index < 0 ? null : (open[index] as Entry);
    if (role === 'first-token') {
      const seconds = numberFact(entry.signal.facts, 'firstTokenSeconds') ?? elapsed(start, entry);
      if (start !== null && seconds !== null) tokens.set(start, seconds);
      continue;
    }
    if (index >= 0) open.splice(index, 1);
    last = { end: entry, start };
    requests.push(requestOf(start, entry, tokenOf(start)));
    if (requests.length >= requestsKept) break;
  }
  for (const start of open.slice(0, 100)) requests.push(requestOf(start, null, tokens.get(start) ?? null));
  return dropEchoes(requests);
}

const isSameLine = (one: Entry, other: Entry): boolean => one.tick.record === other.tick.record && one.tick.line === other.tick.line;

/** The open start that an end (or first token) belongs to: by request id where both name one; else the oldest of its process. */
function openIndex(open: readonly Entry[], end: Entry): number {
  const id = end.signal.facts.request;
  if (id !== undefined) {
    const byId = open.findIndex((start) => start.signal.facts.request === id && start.signal.runtime === end.signal.runtime);
    if (byId >= 0) return byId;
  }
  return open.findIndex(
    (start) =>
      (id === undefined || start.signal.facts.request === undefined) &&
      start.signal.runtime === end.signal.runtime &&
      (start.tick.process === end.tick.process || start.tick.process === null || end.tick.process === null),
  );
}

function requestOf(start: Entry | null, end: Entry | null, firstTokenSeconds: Seconds | null): PlacedRequest {
  const facts: Facts = { ...start?.signal.facts, ...end?.signal.facts };
  const endTime = end?.tick.time ?? null;
  const seconds = end === null ? null : (numberFact(end.signal.facts, 'seconds') ?? elapsed(start, end));
  const startTime = start?.tick.time ?? (seconds !== null && endTime !== null ? endTime - seconds : null);
  const evidence: Evidence[] = [];
  if (end !== null) evidence.push(evidenceOf(end.tick));
  if (start !== null) evidence.push(evidenceOf(start.tick));
  const shape = shapeOf(facts);
  const path = typeof facts.path === 'string' ? facts.path : null;
  return {
    seconds,
    start: startTime,
    end: endTime,
    firstTokenSeconds: numberFact(facts, 'firstTokenSeconds') ?? firstTokenSeconds,
    shape,
    status: statusOf(facts.status),
    path,
    evidence,
    startOrder: start?.order ?? null,
    endOrder: end?.order ?? null,
    kind: kindOf(end ?? start, path, facts),
    tokens: numberFact(facts, 'tokens'),
  };
}

/** Requests are compared with their like: the same signal, path and (padded) shape. */
function kindOf(entry: Entry | null, path: string | null, facts: Facts): string {
  const sizes = ['bucket', 'batch', 'height', 'width'].map((name) => facts[name] ?? '');
  return [entry?.signal.id ?? '', path ?? '', ...sizes].join('\n');
}

function statusOf(value: Facts[string] | undefined): Request['status'] {
  if (typeof value === 'number') return value;
  if (value === undefined) return null;
  const text = String(value).toLowerCase();
  if (/^\d{3}$/.test(text)) return Number(text);
  return text.startsWith('fail') || text.startsWith('err') ? 'failed' : 'ok';
}

function elapsed(start: Entry | null, end: Entry): Seconds | null {
  if (start?.tick.time == null || end.tick.time === null) return null;
  const seconds = end.tick.time - start.tick.time;
  // Two lines that share one whole-second stamp say nothing about the time between them.
  return seconds < 0 || (seconds === 0 && end.tick.resolutionSeconds >= 1) ? null : seconds;
}

/** The sizes among facts; null where none is there. */
export function shapeOf(facts: Facts): Shape | null {
  const shape: { batch?: number; sequence?: number; height?: number; width?: number } = {};
  for (const name of ['batch', 'sequence', 'height', 'width'] as const) {
    const value = numberFact(facts, name);
    if (value !== null) shape[name] = value;
  }
  return Object.keys(shape).length === 0 ? null : shape;
}

/** A service and its HTTP server often both log a request; where some lines give durations, those without are their echoes. */
function dropEchoes(requests: readonly PlacedRequest[]): PlacedRequest[] {
  const timed = requests.filter((request) => request.seconds !== null);
  return timed.length === 0 ? [...requests] : requests.filter((request) => request.seconds !== null || request.endOrder === null);
}

/** Whether a request got an answer that is no error. */
export const isAnswered = (request: Request): boolean =>
  request.status === null || request.status === 'ok' || (typeof request.status === 'number' && request.status < 400);

/**
 * The first answered request: of those that waited side by side the one that came first, which need not be the first to be answered.
 * Null where none was answered.
 */
export function firstCome(requests: readonly PlacedRequest[]): PlacedRequest | null {
  const answered = requests.filter((request) => request.endOrder !== null && isAnswered(request));
  const [ended] = answered;
  if (ended === undefined) return null;
  const beside = answered.filter(
    (request) => request.kind === ended.kind && isKnownBefore(request.start, ended.start) && isKnownBefore(ended.start, ended.end),
  );
  return beside.reduce((first, request) => ((request.start ?? 0) < (first.start ?? 0) ? request : first), ended);
}

/** Whether a clock of more than whole seconds puts one time before another. */
function isKnownBefore(one: Instant | null, other: Instant | null): boolean {
  return one !== null && other !== null && one < other && !Number.isInteger(one) && !Number.isInteger(other);
}

/** The first request of a kind beside what its like take later. */
export type ColdPair = { readonly seconds: Seconds; readonly steadySeconds: Seconds; readonly evidence: readonly Evidence[] };

/** For each kind of answered request that came at least twice: the first against the median of the later ones; the worst ratio. */
export function coldest(requests: readonly PlacedRequest[]): ColdPair | null {
  const timed = requests.filter((request) => request.seconds !== null && isAnswered(request));
  const byLength = hasFewLengths(timed);
  const kinds = grouped(timed, (request) => (byLength ? `${request.kind}\n${request.shape?.sequence ?? ''}` : request.kind));
  let worst: ColdPair | null = null;
  for (const [, [first, ...later]] of kinds) {
    if (first === undefined) continue;
    const like = isLikeNext(first, later[0]) ? later.slice(0, 1) : later;
    const steadySeconds = median(like.map((request) => request.seconds as Seconds));
    if (!(steadySeconds > 0)) continue;
    const pair = { seconds: first.seconds as Seconds, steadySeconds, evidence: first.evidence };
    if (worst === null || pair.seconds / pair.steadySeconds > worst.seconds / worst.steadySeconds) worst = pair;
  }
  return worst;
}

/** A second request of like size that is as slow as the first, and came after it, shows that the size is what takes the time, and no cold start. */
function isLikeNext(first: PlacedRequest, next: PlacedRequest | undefined): boolean {
  if (next === undefined || first.tokens === null || next.tokens === null || next.tokens < likeness * first.tokens) return false;
  if ((next.seconds as Seconds) < likeness * (first.seconds as Seconds)) return false;
  return next.start === null || first.end === null || next.start >= first.end;
}

const likeness = 0.8;

/** Whether sequence lengths repeat (fixed or padded), so that each is a kind of its own; natural lengths hardly do. */
function hasFewLengths(requests: readonly PlacedRequest[]): boolean {
  const lengths = requests.map((request) => request.shape?.sequence).filter((length) => length !== undefined);
  return lengths.length > 0 && 2 * new Set(lengths).size <= lengths.length;
}
