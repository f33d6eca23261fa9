import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { takeNext } from '../../../src/cli/fleet/queue.js';
import { readByThreads, type ThreadsSettings } from '../../../src/cli/fleet/read-by-threads.js';
import type { FileResult } from '../../../src/cli/fleet/read-file.js';
import type { ReadPath, WorkerSettings } from '../../../src/cli/fleet/worker.js';
import { defaultThresholds } from '../../../src/diagnose/thresholds.js';
import { builtinRules } from '../../../src/rules/builtin.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const paths = Array.from({ length: 6 }, (_, place) => join(folder, `pod-${place}.log`));
for (const path of paths) writeFileSync(path, 'INFO:     Started server process [1]\n');

const resultOf = (path: string, problems: readonly string[] = []): FileResult => ({ path, hash: null, boots: [], problems });

const settingsOf = (count: number): ThreadsSettings => ({
  count,
  isReadHere: true,
  worker: { rules: [], thresholds: undefined, contents: new Map() },
  reader: { rules: builtinRules, thresholds: defaultThresholds, contentOf: () => null },
  onDeath: (path, error) => resultOf(path, [(error as Error).message]),
  onResult: () => {},
  signal: new AbortController().signal,
});

/** What a thread does: takes paths until there are none, or until it dies of the one that it has taken. */
const working = async ({ queue, seat }: WorkerSettings, onRead: (read: ReadPath) => void, diesOf: (taken: number) => Error | null): Promise<Error | null> => {
  for (let place = takeNext(queue, seat); place !== null; place = takeNext(queue, seat)) {
    const error = diesOf(place);
    if (error !== null) return error;
    onRead({ place, result: resultOf(queue.paths[place] as string) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return null;
};

describe('files read by threads', () => {
  it('come in the order of their paths, each once, whoever read them', async () => {
    const results = await readByThreads(paths, settingsOf(3), (settings, onRead) => working(settings, onRead, () => null));
    expect(results.map(({ path }) => path)).toEqual(paths);
  });

  it('are named where a thread died of them, and another thread goes on', async () => {
    let started = 0;
    const results = await readByThreads(paths, settingsOf(2), (settings, onRead) => {
      started++;
      return working(settings, onRead, () => (started === 1 ? new Error('out of memory') : null));
    });
    expect(results.map(({ path }) => path)).toEqual(paths);
    expect(results.flatMap(({ problems }) => problems)).toEqual(['out of memory']);
    expect(started).toBe(2);
  });

  it('are read by this one where no thread can be started', async () => {
    const results = await readByThreads(paths, settingsOf(2), async () => Object.assign(new Error('too many'), { code: 'EMFILE' }));
    expect(results.flatMap(({ problems }) => problems)).toEqual([]);
    expect(results.map(({ path }) => path)).toEqual(paths);
  });

  it('are left to the others where one may need more memory than there is, and read here where none of those starts', async () => {
    const left = { ...settingsOf(2), isReadHere: false };
    let started = 0;
    const byOthers = await readByThreads(paths, left, (settings, onRead) => {
      started++;
      return working(settings, onRead, () => null);
    });
    expect(started).toBe(2);
    // Those of the threads of this test are empty; a file that is read has a hash.
    expect(byOthers.map(({ hash }) => hash)).toEqual(paths.map(() => null));
    const here = await readByThreads(paths, left, async () => Object.assign(new Error('too many'), { code: 'EMFILE' }));
    expect(here.every(({ hash }) => hash !== null)).toBe(true);
  });

  it('end with what is done where they are interrupted', async () => {
    const controller = new AbortController();
    const settings = { ...settingsOf(1), signal: controller.signal, onResult: () => controller.abort() };
    expect((await readByThreads(paths, settings, null)).map(({ path }) => path)).toEqual(paths.slice(0, 1));
  });
});
