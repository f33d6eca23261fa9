import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Files that share a process load the source once: half of the processor time of a run. No test replaces a module, and the shuffled run of
    // `.ci/run` finds what one file would leave behind for another.
    isolate: false,
    // Half of a run is waiting for processes and sockets, so more files at once than there are cores.
    maxWorkers: 2 * availableParallelism(),
    reporters: ['default', './scripts/count-reporter.ts'],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.generated.ts'],
      // What every figure hangs on. Code that only runs in other processes, as the command's own, is not seen.
      thresholds: { 'src/{diagnose,gate,read,timeline}/**': { lines: 95 } },
    },
  },
});
