import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** A file that was loaded. `keep` stores what of it has been compiled by then, so that later starts need not compile it again. */
export type Loaded = { readonly keep: () => void };

/**
 * Loads a CommonJS file of the built command for the `require` that comes after, from the compiled form that an earlier run kept: a short
 * diagnosis takes a fifth less. That form lies in `cache/` beside the file's folder, since who may write there may change the program just as
 * well; where it can't be written, or is another Node's, the file is compiled as ever. (Node's own such cache began with 22.1.) Does nothing
 * if the user has switched that one off.
 */
export const loadCached = (path: string): Loaded => {
  // A single file holds all of it itself.
  if (process.env.NODE_DISABLE_COMPILE_CACHE || !existsSync(path)) return { keep: () => {} };
  const place = placeOf(path);
  const { run, content: cachedData } = latest(place);
  const script = new Script(Module.wrap(readFileSync(path, 'latin1')), { filename: path, ...(cachedData === null ? {} : { cachedData }) });
  const require = createRequire(path);
  const module = new Module(path);
  module.filename = path;
  require.cache[path] = module;
  script.runInThisContext()(module.exports, require, module, path, dirname(path));
  module.loaded = true;
  const isGood = cachedData !== null && script.cachedDataRejected === false;
  return { keep: isGood && run === runsKept ? () => {} : () => write(place, isGood ? run : 0, script) };
};

/** So many runs add what they compile: the first may be of a log of six lines. */
const runsKept = 3;

/** What the latest of these runs kept; run 0 and nothing where none did. */
const latest = (place: string): { readonly run: number; readonly content: Buffer | null } => {
  for (let run = runsKept; run > 0; run--) {
    const content = contentOf(`${place}.${run}`);
    if (content !== null) return { run, content };
  }
  return { run: 0, content: null };
};

/** V8 refuses what another version of it, or one with other flags, has compiled. Of the source it compares the length only: hence the file's time. */
const placeOf = (path: string): string =>
  join(dirname(path), '../cache', `${basename(path)}-${process.version}-${process.arch}-${statSync(path).mtimeMs.toString(36)}`);

const contentOf = (path: string): Buffer | null => {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
};

/** Keeps what is compiled now as that of the run after the given one, whose own goes. */
const write = (place: string, run: number, script: Script): void => {
  try {
    mkdirSync(dirname(place), { recursive: true });
    const draft = `${place}-${process.pid}`;
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, `${place}.${run + 1}`);
    if (run > 0) rmSync(`${place}.${run}`, { force: true });
  } catch {
    // A read-only installation starts a little slower.
  }
};
