import type { Io } from '../terminal/io.js';
import type { FileReader, FileResult } from './read-file.js';

/** What all logs of a fleet are read with. */
export type Reading = {
  readonly rules: readonly string[];
  readonly thresholds: string | undefined;
  readonly reader: Omit<FileReader, 'contentOf'>;
  /** Absolute paths of what is written here, which is no log although it may lie among them. */
  readonly own: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly isQuiet: boolean;
  readonly io: Io;
};

/** What was read; how many inputs could not be opened, and whether all could be kept in the state file: both were told. */
export type ReadLogs = { readonly results: readonly FileResult[]; readonly unread: number; readonly isKept: boolean };
