import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Change, FileResult, Place } from './kept.js';

type Mutant = {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
  /** Numbers of tests. */
  readonly killedBy?: readonly string[];
};
type Told = {
  readonly files: { readonly [file: string]: { readonly mutants: readonly Mutant[] } };
  readonly testFiles: { readonly [file: string]: { readonly tests: readonly { readonly id: string }[] } };
};

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

/** The part of a file that a change is of, as `mutate` takes it. */
export const partOf = (file: string, { line, column, end }: Change): string => `${file}:${line}:${column - 1}-${end.line}:${end.column - 1}`;

/**
 * Changes each place of some files, or of parts of them, one at a time, and runs tests against it, on `workers` cores. Left out is what runs once as a file is
 * loaded (tables, constants): such a change needs all files loaded anew. Throws where the tests fail as they are.
 */
export const mutate = (files: readonly string[], tests: readonly string[], workers: number): FileResult[] => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-mutation-'));
  const told = join(folder, 'mutation.json');
  const config = {
    testRunner: 'in-process',
    plugins: [resolve('test/mutation/in-process.ts')],
    mutate: files,
    ignorePatterns: ['dist', 'coverage', 'docs/page.*', 'fixtures/lab'],
    reporters: ['json'],
    jsonReporter: { fileName: told },
    tempDirName: join(folder, 'sandbox'),
    concurrency: workers,
    ignoreStatic: true,
    // A change that loops for ever costs this much. A test takes milliseconds: on a machine that is busy with other work it ends by then.
    timeoutMS: 10_000,
    disableTypeChecks: true,
    allowConsoleColors: false,
  };
  const begin = performance.now();
  try {
    writeFileSync(join(folder, 'stryker.json'), JSON.stringify(config));
    const { status } = spawnSync('nice', ['-n', '19', 'node_modules/.bin/stryker', 'run', join(folder, 'stryker.json')], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, COLDCASE_MUTATION_TESTS: tests.join(','), NODE_OPTIONS: '--import tsx' },
    });
    if (status !== 0) throw new Error(`the mutations of ${files.join(', ')} ended with ${status}`);
    return resultsOf(JSON.parse(readFileSync(told, 'utf8')) as Told, (performance.now() - begin) / 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const changeOf = ({ location: { start, end }, mutatorName, replacement = '' }: Mutant): Change => ({
  ...start,
  end,
  change: `${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ')}`,
});

const resultsOf = ({ files, testFiles }: Told, seconds: number): FileResult[] => {
  const tried = Object.values(files).flatMap(({ mutants }) => mutants).length;
  const fileOfTest = new Map(Object.entries(testFiles).flatMap(([file, { tests }]) => tests.map(({ id }) => [id, file] as const)));
  return Object.entries(files).map(([file, { mutants }]) => ({
    file,
    noticed: mutants
      .filter(({ status }) => noticed.has(status))
      .map((mutant) => ({ ...changeOf(mutant), by: fileOfTest.get(mutant.killedBy?.[0] ?? '') ?? null })),
    survivors: mutants
      .filter(({ status }) => missed.has(status))
      .map(changeOf)
      .sort((a, b) => a.line - b.line || a.column - b.column),
    seconds: (seconds * mutants.length) / Math.max(1, tried),
  }));
};
