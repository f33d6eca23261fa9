import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { InputProblem } from '../../read/source.js';
import { inputsOf } from '../input/inputs.js';
import type { Reading } from './reading.js';

/** A file as it lies there now. */
export type ListedFile = {
  readonly path: string;
  /** The file itself, whatever its name: a rotation renames. */
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
};

export type Listing = { readonly files: readonly ListedFile[]; readonly problems: readonly InputProblem[] };

/** The files that the paths lead to; two names of one file are one. `isAgain`: what a folder holds beside logs was told before. */
export const listFiles = async (paths: readonly string[], { io, isQuiet, own }: Reading, isAgain: boolean): Promise<Listing> => {
  const files = new Map<string, ListedFile>();
  const problems: InputProblem[] = [];
  for await (const input of inputsOf(paths, io, isQuiet || isAgain)) {
    if (!('blocks' in input)) problems.push(input);
    else if (!own.has(resolve(input.path))) {
      const file = listed(input.path);
      if (file !== null) files.set(file.key, files.get(file.key) ?? file);
    }
  }
  return { files: [...files.values()], problems };
};

/** Null where it went away in the meantime. */
const listed = (path: string): ListedFile | null => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : { path, key: `${found.dev}:${found.ino}`, bytes: found.size, modified: found.mtimeMs };
};
