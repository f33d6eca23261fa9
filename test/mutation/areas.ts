/** Code that is mutated together, and the tests that must notice. */
export type Area = { readonly name: string; readonly mutate: string; readonly tests: readonly string[] };

/** Accounts of whole logs. */
const accounts = (...of: readonly string[]): string[] => of.map((name) => `test/diagnose/agreed/${name}.test.ts`);

/** Inputs of the fuzzer, from fixed seeds. */
const seeds = 'test/fuzz/fixed-seeds.test.ts';

/** The folders that the figures of every report hang on. A part of one can be asked for by `--mutate`. */
export const areas: readonly Area[] = [
  { name: 'timeline', mutate: 'src/timeline/**/*.ts', tests: ['test/timeline/**/*.test.ts', ...accounts('captured', 'causes', 'made')] },
  { name: 'diagnose', mutate: 'src/diagnose/**/*.ts', tests: ['test/diagnose/*.test.ts', ...accounts('captured', 'causes', 'made')] },
  { name: 'gate', mutate: 'src/gate/**/*.ts', tests: ['test/gate/**/*.test.ts', 'test/cli/gate.test.ts', seeds] },
  { name: 'read', mutate: 'src/read/**/*.ts', tests: ['test/read/**/*.test.ts', ...accounts('captured', 'lesson', 'made'), seeds] },
  { name: 'statistics', mutate: 'src/statistics/**/*.ts', tests: ['test/statistics/**/*.test.ts'] },
];
