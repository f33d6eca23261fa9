import { defineConfig } from 'vitest/config';

/** The tests of one folder alone: a mutant of it would else be tried by half of the suite. Each worker runs one mutant at a time. */
export default defineConfig({
  test: { include: (process.env.COLDCASE_MUTATION_TESTS ?? 'test/**/*.test.ts').split(','), testTimeout: 30_000, maxWorkers: 1, isolate: false },
});
