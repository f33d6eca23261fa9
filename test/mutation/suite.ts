import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { collectTests, type File, getFn, getHooks, type Suite, type Test, type VitestRunner } from '@vitest/runner';
import fastCheck from 'fast-check';
import { chai } from 'vitest';

/** A test, by a name of its own. */
export type NamedTest = {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  /** Runs it with what its suites do before and after each. Rejects with what it throws. */
  readonly run: () => Promise<void>;
};

/** Tests that are loaded and made ready: what their suites do before all is done. */
export type LoadedSuite = { readonly tests: readonly NamedTest[]; readonly close: () => Promise<void> };

type HookName = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach';
type Hook = (context: object, suite: object) => unknown;

/** What the collector reads; it asks for more in its type. */
const config = {
  setupFiles: [],
  passWithNoTests: false,
  sequence: { hooks: 'stack', setupFiles: 'list', seed: 1 },
  maxConcurrency: 1,
  testTimeout: 10_000,
  hookTimeout: 10_000,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  strictTags: false,
} as unknown as VitestRunner['config'];

const hooksOf = (suite: Suite, name: HookName): Hook[] => (getHooks(suite)?.[name] ?? []) as unknown as Hook[];

/** The suites that a task is in, the file first. */
const suitesAround = (task: Test | Suite): Suite[] => {
  const parent = task.suite ?? (task.file === task ? undefined : task.file);
  return parent === undefined ? [] : [...suitesAround(parent), parent];
};

const suitesUnder = (suite: Suite): Suite[] => [suite, ...suite.tasks.flatMap((task) => (task.type === 'suite' ? suitesUnder(task) : []))];
const testsUnder = (suite: Suite): Test[] => suite.tasks.flatMap((task) => (task.type === 'suite' ? testsUnder(task) : [task]));

let runningFile = '';

/** Agreed texts are read, and never written. Vitest's own needs its own process. */
const readAgreedTexts = (): void => {
  chai.use(({ Assertion, AssertionError }, { addMethod }) =>
    addMethod(Assertion.prototype, 'toMatchFileSnapshot', async function (this: { readonly _obj: string }, path: string) {
      if (this._obj !== readFileSync(resolve(dirname(runningFile), path), 'utf8')) throw new AssertionError(`is not as agreed in ${path}`);
    }),
  );
};

const runTest = async (test: Test): Promise<void> => {
  const suites = suitesAround(test);
  runningFile = test.file.filepath;
  const undo: unknown[] = [];
  try {
    for (const suite of suites) for (const hook of hooksOf(suite, 'beforeEach')) undo.push(await hook(test.context, suite));
    await getFn(test)();
    await Promise.all(test.promises ?? []);
  } finally {
    for (const suite of suites.toReversed()) for (const hook of hooksOf(suite, 'afterEach')) await hook(test.context, suite);
    for (const one of undo.toReversed()) if (typeof one === 'function') await one();
  }
};

const runHooks = async (suites: readonly Suite[], name: HookName): Promise<void> => {
  for (const suite of suites) for (const hook of hooksOf(suite, name)) await hook({}, suite);
};

const named = (file: File, test: Test): NamedTest => {
  const name = [...suitesAround(test).slice(1), test].map((task) => task.name).join(' > ');
  return { id: `${file.name}#${name}`, file: file.filepath, name, run: () => runTest(test) };
};

/** Loads files of tests once, by vitest's own collector. Throws where one cannot be loaded. */
export const loadSuite = async (files: readonly string[]): Promise<LoadedSuite> => {
  // A change that a property notices, it mostly notices soon; one that survives costs every run.
  fastCheck.configureGlobal({ numRuns: 20 });
  readAgreedTexts();
  const paths = files.map((file) => resolve(file));
  const collected = await collectTests(paths, { config: { ...config, root: process.cwd() }, importFile: (path) => import(path) });
  for (const { result, filepath } of collected)
    if (result?.state === 'fail') throw new Error(`${filepath}: ${result.errors?.map(({ message }) => message).join('; ')}`);
  const suites = collected.flatMap(suitesUnder);
  await runHooks(suites, 'beforeAll');
  const tests = collected.flatMap((file) =>
    testsUnder(file)
      .filter(({ mode }) => mode === 'run')
      .map((test) => named(file, test)),
  );
  return { tests, close: () => runHooks(suites.toReversed(), 'afterAll') };
};
