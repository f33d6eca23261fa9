import type { Evidence } from '../model/boot.js';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Instant, Seconds } from '../model/units.js';

/** A record in its place on a boot's clock. */
export type Tick = {
  /** Its own time, or the last time seen before it where it has none; null before any clock. */
  readonly time: Instant | null;
  /** Whether the time is its own. */
  readonly isDated: boolean;
  readonly resolutionSeconds: Seconds;
  /** Where it stands; evidence is made from it only for what is reported. */
  readonly record: Record;
  readonly line: number;
  readonly process: string | null;
};

/** A signal at its place in a boot. */
export type Entry = {
  readonly signal: Signal;
  /** Of an undated record with a stated figure: its place is moved once the next clock is seen. */
  tick: Tick;
  readonly order: number;
  /** How many records its boot had, this one included. */
  readonly position: number;
  /** For extents that are measured against a neighbour: the other end, once known. */
  neighbour: Tick | null;
  /** Of an undated record: the next time that the log tells, its step included. */
  latest?: Instant;
  /** Signals of the record at that other end. */
  closedBy: readonly Signal[];
};

const evidenceCharacters = 600;

/** The line at a tick as evidence; the text is cut at 600 characters. */
export function evidenceOf({ record, line }: Tick): Evidence {
  const index = record.lines?.indexOf(line) ?? line - record.line;
  const text = record.raw.includes('\n') ? (record.raw.split('\n', index + 1)[index] ?? record.raw) : record.raw;
  return { file: record.file, line, text: text.length > evidenceCharacters ? `${text.slice(0, evidenceCharacters)}…` : text };
}

/** Where a record stands in a boot whose last dated record is given. */
export function tickOf(record: Record, time: Instant | null, lastDated: Tick | null): Tick {
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
export function tickFor(tick: Tick, signal: Signal): Tick {
  const named = signal.facts.process;
  const process = named === undefined ? tick.process : named === '*' ? null : processName(String(named));
  return process === tick.process && signal.line === tick.line ? tick : { ...tick, process, line: signal.line };
}

/** The reader calls a numbered process `pid 12`; a message names it by its number alone. */
const processName = (named: string): string => (/^\d+$/.test(named) ? `pid ${named}` : named);
