import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/**
 * Vitest reporter: the last line is `N passed, N failed` (and `, N skipped` where there are some), of the tests that
 * really ran. A file that could not be loaded, or an error outside of every test, counts as one failure.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      let failedInside = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed += 1;
        else if (state === 'failed') failedInside += 1;
        else counts.skipped += 1;
      }
      counts.failed += module.state() === 'failed' ? Math.max(failedInside, 1) : failedInside;
    }
    const line = `${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`;
    // Other reporters still print when this is called; at exit nobody does.
    process.once('exit', () => writeSync(1, line));
  }
}
