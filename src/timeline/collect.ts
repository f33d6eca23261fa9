import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Instant, Seconds } from '../model/units.js';
import type { Entry, Tick } from './entry.js';

/** Two neighbouring records with nothing but heartbeats between them. */
export type Silence = { readonly start: Instant; readonly end: Instant; readonly errorSeconds: Seconds; readonly after: Tick; readonly before: Tick };

/** All that is kept of the records of one boot: bounded, whatever the log's length. */
export type RawBoot = {
  readonly file: string;
  readonly replica: string | null;
  readonly entries: Entry[];
  readonly labels: Map<string, string>;
  /** Records that showed each runtime. */
  readonly detected: Map<string, number>;
  silences: Silence[];
  /** The silence that the log ends in: since its last word there were heartbeats alone. */
  waiting: Silence | null;
  first: Tick | null;
  firstDated: Tick | null;
  lastDated: Tick | null;
  last: Tick | null;
  records: number;
  heartbeats: number;
  hasStart: boolean;
  hasReady: boolean;
  /** When it first said so; null where that has no clock. */
  readyAt: Instant | null;
  hasFailed: boolean;
  hasEnded: boolean;
  requestsEnded: number;
  recordsSinceReady: number;
};

const entriesKept = 50_000;
const silencesKept = 1_000;
const shortestSilence: Seconds = 0.01;
const processesKept = 2_000;

/** What follows ready until a replica counts as steady: any of these. */
const steadyAfter = { requests: 200, seconds: 600, records: 20_000 };
/** Without a ready line, a start is over after this many records. */
const startRecords = 200_000;

/** Builds the raw boots of one replica, record by record. */
export type Collector = {
  push(record: Record, time: Instant | null, signals: readonly Signal[], detected: readonly string[]): void;
  isSteady(): boolean;
  /** The phase that the record seen last suggests, and since when; for `--follow`. */
  current(): RawBoot | null;
  end(): RawBoot[];
};

/** A collector of one replica. `rankOf` orders runtimes by what serves: a lower rank holds the higher ones. */
export function createCollector(replica: string | null, rankOf: (runtime: string) => number): Collector {
  const boots: RawBoot[] = [];
  let boot: RawBoot | null = null;
  let order = 0;
  let lastFile: string | null = null;
  let started = new Map<string, number>();
  let openNext: Entry[] = [];
  let undated: Entry[] = [];
  let previous = new Map<string, Tick>();
  let lastSpoken: Tick | null = null;

  const begin = (file: string): RawBoot => {
    const fresh = emptyBoot(file, replica);
    boots.push(fresh);
    started = new Map();
    openNext = [];
    undated = [];
    previous = new Map();
    lastSpoken = null;
    return fresh;
  };

  const isNewBoot = (current: RawBoot, file: string, time: Instant | null, signals: readonly Signal[]): boolean =>
    // A replica's next file (`logs --previous`, then the current one) goes on with a start only if the last one was not over.
    (file !== lastFile && (current.hasEnded || current.hasFailed || current.hasReady)) ||
    signals.some((signal) => {
      // What a server starts again inside itself (its HTTP workers) is no other boot.
      if (signal.boot === 'starts') return current.hasEnded || (started.has(signal.id) && Math.min(...started.values()) === rankOf(signal.runtime));
      if (signal.boot === 'may-start') return current.hasEnded || (started.size === 0 && (current.hasFailed || isServing(current, time)));
      return false;
    });

  return {
    push(record, time, signals, detected) {
      if (boot === null || isNewBoot(boot, record.file, time, signals)) boot = begin(record.file);
      const current = boot;
      lastFile = record.file;
      const tick = tickOf(record, time, current.lastDated);
      const isHeartbeat = signals.some((signal) => signal.isHeartbeat);
      if (tick.isDated) {
        for (const entry of undated) placeUndated(entry, tick);
        undated = [];
      }
      note(current, record, tick, detected, isHeartbeat);
      if (!isHeartbeat) {
        openNext = tick.isDated ? closeNext(openNext, tick, signals) : dropPassed(openNext, signals);
        if (tick.isDated && lastSpoken !== null) keepSilence(current, lastSpoken, tick);
        current.waiting = null;
      } else if (tick.isDated && lastSpoken !== null) current.waiting = silenceBetween(lastSpoken, tick);
      for (const signal of signals) {
        const entry: Entry = { signal, tick: tickFor(tick, signal), order: order++, position: current.records, neighbour: null, closedBy: [] };
        mark(current, signal, tick.time);
        if (signal.boot === 'starts') started.set(signal.id, rankOf(signal.runtime));
        if (current.entries.length >= entriesKept && signal.request !== null) continue;
        if (current.entries.length >= 2 * entriesKept) continue;
        current.entries.push(entry);
        if (!tick.isDated && typeof signal.facts.seconds === 'number') undated.push(entry);
        if (signal.extent?.kind === 'until-next') openNext.push(entry);
        if (signal.extent?.kind === 'since-previous') entry.neighbour = previous.get(entry.tick.process ?? '') ?? null;
        if (signal.extent?.kind === 'since-boot') entry.neighbour = current.firstDated;
      }
      if (!isHeartbeat && tick.isDated) {
        lastSpoken = tick;
        if (previous.size < processesKept) {
          previous.set(tick.process ?? '', tick);
          previous.set('', tick);
        }
      }
    },
    isSteady: () => boot !== null && isSteady(boot),
    current: () => boot,
    end: () => boots,
  };
}

/** The layers of one server get ready one after another within this. */
const layersSeconds: Seconds = 10;

/** Whether a boot has been ready for long enough that a further start is not its own next layer's. */
function isServing(boot: RawBoot, time: Instant | null): boolean {
  if (!boot.hasReady) return false;
  return boot.requestsEnded > 0 || (time !== null && boot.readyAt !== null && time - boot.readyAt > layersSeconds);
}

function emptyBoot(file: string, replica: string | null): RawBoot {
  return {
    file,
    replica,
    entries: [],
    labels: new Map(),
    detected: new Map(),
    silences: [],
    waiting: null,
    first: null,
    firstDated: null,
    lastDated: null,
    last: null,
    records: 0,
    heartbeats: 0,
    hasStart: false,
    hasReady: false,
    readyAt: null,
    hasFailed: false,
    hasEnded: false,
    requestsEnded: 0,
    recordsSinceReady: 0,
  };
}

function tickOf(record: Record, time: Instant | null, lastDated: Tick | null): Tick {
  return {
    time: time ?? lastDated?.time ?? null,
    isDated: time !== null,
    resolutionSeconds: time === null ? (lastDated?.resolutionSeconds ?? 0) : record.resolutionSeconds,
    record,
    line: record.line,
    process: record.stream.process,
  };
}

/** The tick as a signal sees it: the line that it matched, and the process that its text names. */
function tickFor(tick: Tick, signal: Signal): Tick {
  const named = signal.facts.process;
  const process = named === undefined ? tick.process : named === '*' ? null : processName(String(named));
  return process === tick.process && signal.line === tick.line ? tick : { ...tick, process, line: signal.line };
}

/** The reader calls a numbered process `pid 12`; a message names it by its number alone. */
const processName = (named: string): string => (/^\d+$/.test(named) ? `pid ${named}` : named);

/** Whether two names mean one process: `pid 14` and `APIServer pid=14` do. */
function isSameProcess(one: string, other: string): boolean {
  const numbers = [one, other].map((name) => /\bpid[ =](\d+)/.exec(name)?.[1]);
  return one === other || (numbers[0] !== undefined && numbers[0] === numbers[1]);
}

function note(boot: RawBoot, record: Record, tick: Tick, detected: readonly string[], isHeartbeat: boolean): void {
  boot.records++;
  if (isHeartbeat) boot.heartbeats++;
  if (boot.hasReady) boot.recordsSinceReady++;
  boot.first ??= tick;
  boot.last = tick;
  if (tick.isDated) {
    boot.firstDated ??= tick;
    // Processes write side by side: a line a little older than the first is still the first.
    if (tick.time !== null && boot.records < 200 && boot.firstDated.time !== null && tick.time < boot.firstDated.time) boot.firstDated = tick;
    boot.lastDated = tick;
  }
  for (const [name, value] of Object.entries(record.labels)) if (!boot.labels.has(name)) boot.labels.set(name, value);
  for (const runtime of detected) boot.detected.set(runtime, (boot.detected.get(runtime) ?? 0) + 1);
}

function mark(boot: RawBoot, signal: Signal, time: Instant | null): void {
  if (signal.boot === 'starts') boot.hasStart = true;
  if (signal.boot === 'may-start' || signal.boot === 'begins') boot.hasStart = true;
  if (signal.boot === 'ends') boot.hasEnded = true;
  if (signal.boot === 'fails') boot.hasFailed = true;
  if (signal.milestone === 'ready') {
    boot.hasReady = true;
    boot.readyAt ??= time;
  }
  if (signal.request === 'ends') boot.requestsEnded++;
}

/** A stated figure without a clock of its own ended between its dated neighbours: as late as they and the figure allow. */
function placeUndated(entry: Entry, next: Tick): void {
  const before = entry.tick.time;
  if (before === null || next.time === null || next.time <= before) return;
  entry.tick = { ...entry.tick, time: Math.min(next.time, before + (entry.signal.facts.seconds as number)) };
}

/** An undated record of progress ends an `until-next` at a time that nobody knows: it is no span. */
function dropPassed(open: readonly Entry[], signals: readonly Signal[]): Entry[] {
  if (signals.length === 0) return [...open];
  return open.filter((entry) => entry.tick.process !== null || signals.some((signal) => signal.events.some((event) => entry.signal.events.includes(event))));
}

/** Closes the open `until-next` spans that this record ends; the others stay open. */
function closeNext(open: readonly Entry[], tick: Tick, signals: readonly Signal[]): Entry[] {
  return open.filter((entry) => {
    const opener = entry.tick.process;
    if (opener !== null && (tick.process === null || !isSameProcess(opener, tick.process))) return true;
    if (signals.some((signal) => signal.events.some((event) => entry.signal.events.includes(event)))) return true;
    // A process that ends, or serves, has long done what it was waited for.
    if (signals.some((signal) => signal.request !== null || signal.boot === 'ends' || signal.events.includes('worker-exit'))) return false;
    entry.neighbour = tick;
    entry.closedBy = signals;
    return false;
  });
}

function silenceBetween(after: Tick, before: Tick): Silence | null {
  if (after.time === null || before.time === null || before.time - after.time < shortestSilence) return null;
  return { start: after.time, end: before.time, errorSeconds: after.resolutionSeconds + before.resolutionSeconds, after, before };
}

function keepSilence(boot: RawBoot, after: Tick, before: Tick): void {
  const silence = silenceBetween(after, before);
  if (silence === null) return;
  boot.silences.push(silence);
  if (boot.silences.length <= 2 * silencesKept) return;
  // Days of idling after ready must not push out what was slow before it.
  const ready = boot.readyAt ?? Number.POSITIVE_INFINITY;
  const isLate = ({ start }: Silence): number => (start >= ready ? 1 : 0);
  boot.silences = boot.silences.sort((a, b) => isLate(a) - isLate(b) || b.end - b.start - (a.end - a.start)).slice(0, silencesKept);
}

function isSteady(boot: RawBoot): boolean {
  if (!boot.hasReady) return boot.records > startRecords;
  const since = boot.lastDated?.time ?? null;
  const waited = since !== null && boot.readyAt !== null ? since - boot.readyAt : 0;
  return (
    boot.requestsEnded >= steadyAfter.requests || boot.recordsSinceReady >= steadyAfter.records || (waited >= steadyAfter.seconds && boot.requestsEnded >= 20)
  );
}
