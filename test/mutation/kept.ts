import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A change that no test noticed. */
export type Survivor = { readonly line: number; readonly column: number; readonly change: string };

/** What came of the changes of one file. */
export type FileResult = {
  readonly file: string;
  /** Those that a test noticed, or that never came to an end. */
  readonly killed: number;
  /** All that were tried. */
  readonly all: number;
  readonly survivors: readonly Survivor[];
  /** Its part of the time that its batch took. */
  readonly seconds: number;
};

/** A result, and what it was of. */
type Kept = FileResult & { readonly source: string; readonly tests: string };

/** Results of earlier runs, each of a source and of tests as they were then. */
export type Shelf = {
  readonly keep: (result: FileResult, testGlobs: readonly string[]) => void;
  /** The result of a file whose source is as it was; null where there is none. */
  readonly of: (file: string) => FileResult | null;
  /** Whether there is a result of this source and these tests. */
  readonly isCurrent: (file: string, testGlobs: readonly string[]) => boolean;
};

const hashOf = (files: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const testsHash = (globs: readonly string[]): string => hashOf(globSync([...globs]).sort());

/** The results in a folder, which is made where there is none. */
export const openShelf = (folder: string): Shelf => {
  mkdirSync(folder, { recursive: true });
  const kept = new Map(
    readdirSync(folder).map((name) => {
      const one = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kept;
      return [one.file, one] as const;
    }),
  );
  const sameSource = (file: string): Kept | null => {
    const one = kept.get(file);
    return one?.source === hashOf([file]) ? one : null;
  };
  return {
    keep: (result, testGlobs) => {
      const one: Kept = { ...result, source: hashOf([result.file]), tests: testsHash(testGlobs) };
      kept.set(result.file, one);
      writeFileSync(join(folder, `${result.file.replaceAll('/', '__')}.json`), JSON.stringify(one));
    },
    of: sameSource,
    isCurrent: (file, testGlobs) => sameSource(file)?.tests === testsHash(testGlobs),
  };
};
