import type { Instant, Seconds } from './units.js';

/** How loud a record is, as its logger says; null where it says nothing. */
export type Level = 'trace' | 'debug' | 'info' | 'warning' | 'error' | 'fatal';

/** Where in the system a record comes from. What the log does not say is null. */
export type Stream = {
  /** What was started as one: a pod/container, a Compose service, a systemd unit; null: the file's only one. */
  readonly replica: string | null;
  /** The process or rank inside the replica, as printed: `pid 41490`, `rank 3`, `W-9000-model`. */
  readonly process: string | null;
};

/** One log message, taken out of its envelope. */
export type Record = {
  /** Path as the user gave it; `-` is standard input. */
  readonly file: string;
  /** Line feeds counted from 1; of a record of several lines, the first one's. */
  readonly line: number;
  /** The message: no envelope, no colours, no clock or level prefix; continuation lines joined by `\n`. */
  readonly text: string;
  /** The line as it stands in the file (decoded, colours off), cut at 2,000 characters; continuation lines joined by `\n`. */
  readonly raw: string;
  /** When it was written; null where neither it nor its envelope has a clock. */
  readonly time: Instant | null;
  /** The step of the clock that gave `time` (1 for whole seconds, 60 for minutes); 0 where there is none. */
  readonly resolutionSeconds: Seconds;
  /** How the clock that gave `time` writes it (`full`, `yearless` …, with a `z` where it states a zone): two that differ may be out of step. */
  readonly clock?: string;
  readonly level: Level | null;
  readonly stream: Stream;
  /** What the envelope says of the replica: pod, namespace, container, node, image, unit, host. */
  readonly labels: Readonly<{ [name: string]: string }>;
  /** Other members of a structured record (JSON logger, logfmt) than message, time and level, as text. */
  readonly fields: Readonly<{ [name: string]: string }>;
  /** The line feeds in `text` stood escaped inside one line of the file (a JSON logger's): all of it has the line number `line`. */
  readonly isSingleLine?: boolean;
  /** The number of each line of `text`, where lines of others stand between them. */
  readonly lines?: readonly number[];
  /** Where in `text` further lines begin that go on a sentence, which a blank joins instead of a `\n`. */
  readonly wraps?: readonly number[];
};
