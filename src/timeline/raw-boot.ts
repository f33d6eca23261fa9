import type { Record } from '../model/record.js';
import { type Signal, saysFailed } from '../model/signal.js';
import type { Instant } from '../model/units.js';
import { isAftermath } from './aftermath.js';
import type { Entry, Tick } from './entry.js';
import type { Silence } from './silences.js';

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
  /** Whether nothing but imports, and words without a clock, was said yet. */
  isOpening: boolean;
  records: number;
  /** Those that are more than the trace of an error. */
  words: number;
  hasStart: boolean;
  hasReady: boolean;
  /** When it first said so; null where that has no clock. */
  readyAt: Instant | null;
  hasFailed: boolean;
  hasEnded: boolean;
  requestsEnded: number;
  recordsSinceReady: number;
};

/** A boot of which nothing has been seen. */
export function emptyBoot(file: string, replica: string | null): RawBoot {
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
    isOpening: true,
    records: 0,
    words: 0,
    hasStart: false,
    hasReady: false,
    readyAt: null,
    hasFailed: false,
    hasEnded: false,
    requestsEnded: 0,
    recordsSinceReady: 0,
  };
}

/** Takes in where a record stands and what its envelope says. */
export function note(boot: RawBoot, record: Record, tick: Tick, detected: readonly string[]): void {
  boot.records++;
  if (!isAftermath(record)) boot.words++;
  if (boot.hasReady) boot.recordsSinceReady++;
  boot.first ??= tick;
  if (tick.isDated) {
    boot.firstDated ??= tick;
    // Processes write side by side: a line a little older than the first is still the first.
    if (tick.time !== null && boot.records < 200 && boot.firstDated.time !== null && tick.time < boot.firstDated.time) boot.firstDated = tick;
    boot.lastDated = tick;
  }
  for (const [name, value] of Object.entries(record.labels)) if (!boot.labels.has(name)) boot.labels.set(name, value);
  for (const runtime of detected) boot.detected.set(runtime, (boot.detected.get(runtime) ?? 0) + 1);
}

/** Takes in what a signal says of the boot as a whole. */
export function mark(boot: RawBoot, signal: Signal, time: Instant | null): void {
  if (signal.boot === 'starts' || signal.boot === 'may-start' || signal.boot === 'begins') boot.hasStart = true;
  if (signal.boot === 'ends') boot.hasEnded = true;
  if (saysFailed(signal)) boot.hasFailed = true;
  if (signal.milestone === 'ready') {
    boot.hasReady = true;
    boot.readyAt ??= time;
  }
  if (signal.request === 'ends') boot.requestsEnded++;
}
