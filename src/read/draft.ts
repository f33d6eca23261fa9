import type { Level } from '../model/record.js';
import type { Instant, Seconds } from '../model/units.js';
import type { Reading } from './clock/reading.js';
import type { Times } from './clock/times.js';

/** A record in the making: peelers take layers off the front of `text` and note what these say. */
export type Draft = {
  readonly line: number;
  /** The line as it stands in the file. */
  readonly raw: string;
  /** What is left of it. */
  text: string;
  time: Instant | null;
  resolution: Seconds;
  /** Kind of the clock that gave `time`; empty without one. */
  clock: string;
  level: Level | null;
  /** The level that the envelope gives: it counts where the message has none of its own (a collector calls all of stderr an error). */
  outerLevel: Level | null;
  replica: string | null;
  process: string | null;
  labels: { [name: string]: string } | null;
  fields: { [name: string]: string } | null;
  /** A clock, level or source in front of the message, written by the program's own logger. */
  hasPrefix: boolean;
  /** The collector cut the line here; the rest follows in a later one. */
  isPartial: boolean;
  /** `stdout` or `stderr`, where the envelope says it; parts of lines are joined within one. */
  channel: string;
  /** Line feeds in the text stood escaped inside one line of the file. */
  isSingleLine: boolean;
};

/** What the lines of one source have in common, as far as peelers need it. */
export type SourceState = {
  readonly times: Times;
  /** The first host that a syslog or journal line named: only further ones tell replicas apart. */
  firstHost: string | null;
  /** Last reading of a stopwatch behind a label (`[boot] 2.10s …`); null until one began at zero. */
  labelledStopwatch: Seconds | null;
  /** Whether a line had a clock in front: then one at a line's end is none of the log's. */
  hasClockInFront: boolean;
  /** What stood ahead of a dated line that was quoted or commented out (`>`, `#`, `//`); null until there was one. */
  quoteMark: string | null;
  /** A clock, perhaps with a level, that a logger put in a line of its own, for the message in the next one. */
  header: { readonly line: number; readonly time: Instant | null; readonly resolution: Seconds; readonly clock: string; readonly level: Level | null } | null;
  /** The last line with a clock and a level of its own, as it stood ahead of these; null until there was one. */
  above: { readonly text: string; readonly draft: Draft } | null;
  /** The last line that belongs to a message of .NET's console logger, and that message's level. */
  dotnet: { readonly line: number; readonly level: Level } | null;
};

/** Takes one layer off the draft; false if the text does not begin with it. */
export type Peeler = (draft: Draft, state: SourceState) => boolean;

/** A draft of a whole line. */
export const createDraft = (raw: string, line: number): Draft => ({
  line,
  raw,
  text: raw,
  time: null,
  resolution: 0,
  clock: '',
  level: null,
  outerLevel: null,
  replica: null,
  process: null,
  labels: null,
  fields: null,
  hasPrefix: false,
  isPartial: false,
  channel: '',
  isSingleLine: false,
});

/** A draft of one state of a redrawn line, with what the layers around it said; what is kept of the line is that state. */
export const inheritDraft = (draft: Draft, text: string): Draft => ({ ...draft, raw: text, text, level: null, hasPrefix: false, fields: null });

/** Notes a label; names come from logs, so the object has no prototype. */
export const addLabel = (draft: Draft, name: string, value: string | null | undefined): void => {
  if (value === null || value === undefined || value === '') return;
  draft.labels ??= Object.create(null) as { [name: string]: string };
  draft.labels[name] = value;
};

const quarterHour = 900;
const longestOffset = 14 * 3600;

/**
 * Notes an instant. The outer clock wins, since the collector's is the same for all processes; where it is coarser and
 * the inner one agrees with it to the second (a constant zone apart), the inner one's fraction is taken.
 */
export const noteInstant = (draft: Draft, instant: Instant, resolution: Seconds): void => {
  if (draft.time === null) {
    draft.time = instant;
    draft.resolution = resolution;
    return;
  }
  if (resolution >= draft.resolution) return;
  const difference = instant - draft.time;
  const offset = Math.round(difference / quarterHour) * quarterHour;
  if (Math.abs(offset) > longestOffset || Math.abs(difference - offset) > Math.max(1, draft.resolution)) return;
  draft.time = instant - offset;
  draft.resolution = resolution;
};

/** Notes a clock reading, its missing parts filled in. */
export const noteReading = (draft: Draft, reading: Reading, state: SourceState): void => {
  const { resolution, known, hasZone } = reading;
  const instant = state.times.resolve(reading, draft.time);
  if (instant === null) return;
  if (draft.time === null) draft.clock = hasZone ? `${known} z` : known;
  noteInstant(draft, instant, resolution);
};
