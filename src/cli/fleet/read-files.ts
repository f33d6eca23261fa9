import { resolve } from 'node:path';
import { UserError } from '../../model/user-error.js';
import { complain } from '../errors.js';
import { inputsOf } from '../input/inputs.js';
import { createWaitingLine } from '../terminal/waiting-line.js';
import { readByThreads, usualWorkers } from './read-by-threads.js';
import type { FileResult } from './read-file.js';
import type { Reading, ReadLogs } from './reading.js';
import type { FleetState } from './state-file.js';
import { createStateKeeper } from './state-keeper.js';

/** The boots of all files that the paths lead to, by all cores. */
export const readFiles = async (paths: readonly string[], given: Reading, askedWorkers: number | undefined, state: FleetState | null): Promise<ReadLogs> => {
  const { files, unread } = await filesOf(paths, given);
  return { ...(await readListed(files, given, askedWorkers, state)), unread };
};

/** A file to read; its size, where that is known, in bytes. */
export type ListedPath = { readonly path: string; readonly bytes: number | null };

/** A log of so many bytes fits into whatever memory there is, however much of it has to be kept. */
const shortBytes = 1 << 20;

/** The boots of these files, in their order. */
export const readListed = async (
  files: readonly ListedPath[],
  given: Reading,
  askedWorkers: number | undefined,
  state: FleetState | null,
): Promise<Omit<ReadLogs, 'unread'>> => {
  const { io, isQuiet, signal } = given;
  const worker = { rules: given.rules, thresholds: given.thresholds, contents: state?.contents ?? new Map<string, string>() };
  const reader = { ...given.reader, contentOf: (hash: string) => state?.contents.get(hash) ?? null };
  const line = createWaitingLine(io, !isQuiet, '{done} of {files} files; Ctrl-C ends with what there is');
  let done = 0;
  const keeper = createStateKeeper(state, io);
  // The longest first: none of them is left for the end, when the other threads have nothing to do.
  const longestFirst = [...files].sort((left, right) => (right.bytes ?? 0) - (left.bytes ?? 0)).map(({ path }) => path);
  const results = await readByThreads(longestFirst, {
    count: askedWorkers ?? usualWorkers(),
    isReadHere: files.every(({ bytes }) => bytes !== null && bytes <= shortBytes),
    worker,
    reader,
    onDeath: (path, error): FileResult => ({
      path,
      hash: null,
      boots: [],
      problems: [`${path}: could not be read to its end (${error instanceof Error ? error.message : String(error)}); read it alone to see why`],
    }),
    onResult: ({ hash, packedHash, boots, problems }) => {
      for (const problem of problems) complain(io, problem);
      if (hash !== null && boots !== null) keeper.keep({ hash, ...(packedHash === undefined ? {} : { packedHash }) }, boots);
      line.update({ done: ++done, files: files.length });
    },
    signal,
  }).finally(() => line.stop());
  const byPath = new Map(results.map((result) => [result.path, result]));
  return { results: files.flatMap(({ path }) => byPath.get(path) ?? []), isKept: keeper.isKept() };
};

/** The files that the paths lead to. */
const filesOf = async (
  paths: readonly string[],
  { io, isQuiet, own }: Reading,
): Promise<{ readonly files: readonly ListedPath[]; readonly unread: number }> => {
  if (paths.includes('-')) throw new UserError('a fleet is read from files; give a folder, or run coldcase on standard input');
  const files: ListedPath[] = [];
  let unread = 0;
  for await (const input of inputsOf(paths, io, isQuiet)) {
    if (!('blocks' in input)) {
      unread++;
      complain(io, input.message);
    } else if (!own.has(resolve(input.path))) files.push({ path: input.path, bytes: input.bytes });
  }
  return { files, unread };
};
