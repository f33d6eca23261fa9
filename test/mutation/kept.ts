import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A place in a file, in lines and columns from 1 on. */
export type Place = { readonly line: number; readonly column: number };

/** A change of the code: where it begins and ends, and what it makes of what stands there. */
export type Change = Place & { readonly end: Place; readonly change: string };

/** A change that was noticed, and the file of tests that did; null where it never came to an end. */
export type Noticed = Change & { readonly by: string | null };

/** What came of the changes of one file. */
export type FileResult = {
  readonly file: string;
  readonly noticed: readonly Noticed[];
  /** Those that no test noticed. */
  readonly survivors: readonly Change[];
  /** Its part of the time that its batch took. */
  readonly seconds: number;
};

/** A result, and what it was of: hashes of the source and of each file of tests. */
type Kept = FileResult & { readonly source: string; readonly tests: { readonly [file: string]: string } };

/** Results of earlier runs, each of a source and of tests as they were then. */
export type Shelf = {
  readonly keep: (result: FileResult, testGlobs: readonly string[]) => void;
  /** The result of a file whose source is as it was; null where there is none. */
  readonly of: (file: string) => FileResult | null;
  /** The files of tests that have come, gone or changed since the result of a file; null where there is none of this source. */
  readonly changedTests: (file: string, testGlobs: readonly string[]) => readonly string[] | null;
};

const hashOf = (file: string): string => createHash('sha256').update(file).update('\0').update(readFileSync(file)).digest('hex');

const testsOf = (globs: readonly string[]): Kept['tests'] =>
  Object.fromEntries(
    globSync([...globs])
      .sort()
      .map((file) => [file, hashOf(file)]),
  );

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
    return one?.source === hashOf(file) ? one : null;
  };
  return {
    keep: (result, testGlobs) => {
      const one: Kept = { ...result, source: hashOf(result.file), tests: testsOf(testGlobs) };
      kept.set(result.file, one);
      writeFileSync(join(folder, `${result.file.replaceAll('/', '__')}.json`), JSON.stringify(one));
    },
    of: sameSource,
    changedTests: (file, testGlobs) => {
      const one = sameSource(file);
      if (one === null) return null;
      const now = testsOf(testGlobs);
      return [...new Set([...Object.keys(now), ...Object.keys(one.tests)])].filter((test) => now[test] !== one.tests[test]).sort();
    },
  };
};
