import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Mutant = {
  readonly status: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
};
type Told = { readonly files: { readonly [file: string]: { readonly mutants: readonly Mutant[] } } };

/** A mutant that no test noticed. */
export type Survivor = { readonly file: string; readonly line: number; readonly column: number; readonly change: string };

export type Mutated = {
  /** Those that a test noticed, or that never came to an end. */
  readonly killed: number;
  /** All that were tried. */
  readonly all: number;
  readonly seconds: number;
  readonly survivors: readonly Survivor[];
};

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

/**
 * Changes each place of some files, one at a time, and runs tests against it, on `workers` cores. Left out is what runs once as a file is
 * loaded (tables, constants): each such change costs all of the area's tests, five sixths of the time for a quarter of the changes. Throws
 * where the tests fail as they are.
 */
export const mutate = (files: readonly string[], tests: readonly string[], workers: number): Mutated => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-mutation-'));
  const told = join(folder, 'mutation.json');
  const config = {
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    mutate: files,
    ignorePatterns: ['dist', 'docs', 'coverage', 'fixtures/lab', 'test/report/golden'],
    reporters: ['json', 'clear-text'],
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false, reportScoreTable: false },
    jsonReporter: { fileName: told },
    tempDirName: join(folder, 'sandbox'),
    concurrency: workers,
    ignoreStatic: true,
    // A mutant that loops for ever costs this much, and the start of another process.
    timeoutMS: 2000,
    disableTypeChecks: true,
    allowConsoleColors: false,
  };
  const begin = performance.now();
  try {
    writeFileSync(join(folder, 'stryker.json'), JSON.stringify(config));
    const { status } = spawnSync('nice', ['-n', '10', 'node_modules/.bin/stryker', 'run', join(folder, 'stryker.json')], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, COLDCASE_MUTATION_TESTS: tests.join(',') },
    });
    if (status !== 0) throw new Error(`the mutations of ${files.join(', ')} ended with ${status}`);
    return resultOf(JSON.parse(readFileSync(told, 'utf8')) as Told, (performance.now() - begin) / 1000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const resultOf = ({ files }: Told, seconds: number): Mutated => {
  const all = Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, mutant })));
  const survivors = all
    .filter(({ mutant }) => missed.has(mutant.status))
    .map(({ file, mutant: { location, mutatorName, replacement = '' } }) => ({
      file,
      line: location.start.line,
      column: location.start.column,
      change: `${mutatorName}: ${replacement.replaceAll(/\s+/g, ' ')}`,
    }));
  const killed = all.filter(({ mutant }) => noticed.has(mutant.status)).length;
  return { killed, all: killed + survivors.length, seconds, survivors };
};
