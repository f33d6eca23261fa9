import { type Stats, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { openFile } from './file.js';
import type { FolderLogs } from './folder.js';
import { isGlob, matchesOf } from './glob.js';
import { oldestFirst } from './rotation.js';
import type { InputProblem, Source } from './source.js';
import { standardInput } from './stdin.js';

/** What `openInputs` takes from outside; all of it has a default. */
export type InputsIo = {
  /** Read for `-`. Default: the process's. */
  readonly stdin?: Readable;
  /** Called once for each folder that held files which do not look like logs, with their number. */
  readonly onSkipped?: (folder: string, count: number) => void;
};

const failureText = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file or folder; check the name and the folder you are in';
  if (code === 'EACCES' || code === 'EPERM') return 'you may not read it; change its permissions or run as a user who may';
  return `it cannot be read (${code === '' ? String(error) : code}); check the name and the disk`;
};

/**
 * Opens what the user named: files (plain, `.gz`, `.zst`), globs, folders (of which the files that look like logs), `-`.
 * In the order given, but the parts of a rotated log oldest first; each file once. What cannot be read is given as a problem among them; the others are still read.
 */
export async function* openInputs(paths: readonly string[], io: InputsIo = {}): AsyncGenerator<Source | InputProblem> {
  const seen = new Set<string>();
  for (const path of oldestFirst(paths)) {
    for await (const input of openPath(path, io)) {
      const isAgain = 'blocks' in input && seen.has(input.path);
      seen.add(input.path);
      if (!isAgain) yield input;
    }
  }
}

async function* openPath(path: string, io: InputsIo): AsyncGenerator<Source | InputProblem> {
  if (path === '-') {
    yield standardInput(io.stdin ?? process.stdin);
    return;
  }
  let found: Stats;
  try {
    found = statSync(path);
  } catch (error) {
    if (!isGlob(path)) yield { path, message: `${path}: ${failureText(error)}.` };
    else yield* openGlob(path);
    return;
  }
  if (found.isDirectory()) yield* openFolder(path, io);
  else yield openFile(path, failureText);
}

async function* openGlob(path: string): AsyncGenerator<Source | InputProblem> {
  const matches = await matchesOf(path);
  if (matches.length === 0) yield { path, message: `${path}: no file matches this pattern; check it, and quote it so that the shell leaves it alone.` };
  for (const match of oldestFirst(matches)) yield openFile(match, failureText);
}

async function* openFolder(path: string, io: InputsIo): AsyncGenerator<Source | InputProblem> {
  let files: FolderLogs;
  try {
    const { logsIn } = await import('./folder.js');
    files = await logsIn(path);
  } catch (error) {
    yield { path, message: `${path}: ${failureText(error)}.` };
    return;
  }
  if (files.skipped > 0) io.onSkipped?.(path, files.skipped);
  if (files.logs.length === 0) {
    const others =
      files.skipped === 0
        ? 'it is empty'
        : files.skipped === 1
          ? 'its one file does not look like a log'
          : `none of its ${files.skipped} files looks like a log`;
    yield { path, message: `${path}: this folder holds no logs (${others}); name the files that are to be read.` };
  }
  for (const log of oldestFirst(files.logs)) yield openFile(log, failureText);
}
