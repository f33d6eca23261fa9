import type { InstrumenterContext } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { globSync } from 'tinyglobby';
import { type LoadedSuite, loadSuite, type NamedTest } from './suite.js';

/** Where changed code looks which of its changes is on. */
const switches = (): InstrumenterContext => {
  const shared = globalThis as { __stryker__?: InstrumenterContext };
  shared.__stryker__ ??= {};
  return shared.__stryker__;
};

const messageOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/**
 * Runs tests against one change after another in one process, with the files loaded once: many times as fast as to load them again for
 * each. What a change leaves behind in memory (a cache, a counter) could fail a later one unjustly, so each failure is held against the code
 * as it is: where that fails too, the process is given up, and the change is tried in a new one.
 */
class InProcessRunner implements TestRunner {
  private suite: LoadedSuite = { tests: [], close: async () => {} };
  private readonly milliseconds = new Map<NamedTest, number>();
  /** By which mutation a test noticed one the last time. */
  private readonly lastKill = new Map<NamedTest, number>();
  private mutations = 0;
  private isSpoilt = false;
  private outside: unknown = null;

  /** No change is on while files are loaded, so none asks for them to be loaded again. */
  capabilities(): { readonly reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    for (const event of ['unhandledRejection', 'uncaughtException'])
      process.on(event, (error) => {
        this.outside ??= error;
      });
    this.suite = await loadSuite(globSync((process.env.COLDCASE_MUTATION_TESTS ?? '').split(',')).sort());
  }

  dispose(): Promise<void> {
    return this.suite.close();
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const test of this.suite.tests) {
      const error = await this.errorOf(test);
      const told = { id: test.id, name: test.name, fileName: test.file, timeSpentMs: this.milliseconds.get(test) ?? 0 };
      tests.push(error === null ? { ...told, status: TestStatus.Success } : { ...told, status: TestStatus.Failed, failureMessage: messageOf(error) });
    }
    const { mutantCoverage = { static: {}, perTest: {} } } = switches();
    return { status: DryRunStatus.Complete, tests, mutantCoverage };
  }

  async mutantRun({ testFilter, activeMutant, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    if (this.isSpoilt) throw new Error('this process is given up');
    const ids = testFilter === undefined ? null : new Set(testFilter);
    const chosen = this.suite.tests
      .filter(({ id }) => ids === null || ids.has(id))
      .sort((a, b) => this.promise(b) - this.promise(a) || this.usual(a) - this.usual(b));
    this.mutations += 1;
    const context = switches();
    Object.assign(context, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    let failed: { readonly test: NamedTest; readonly error: unknown } | null = null;
    for (const test of chosen) {
      const error = await this.errorOf(test);
      if (error !== null) failed = { test, error };
      if (failed !== null) break;
    }
    const endless = determineHitLimitReached(context.hitCount, context.hitLimit);
    Object.assign(context, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    if (failed === null) return { status: MutantRunStatus.Survived, nrOfTests: chosen.length };
    this.isSpoilt = (await this.errorOf(failed.test)) !== null;
    if (this.isSpoilt && this.mutations > 1) throw new Error('the code as it is fails too: something was left behind');
    this.lastKill.set(failed.test, this.mutations);
    if (endless !== undefined) return { status: MutantRunStatus.Timeout, reason: endless.reason ?? '' };
    return { status: MutantRunStatus.Killed, killedBy: [failed.test.id], failureMessage: messageOf(failed.error), nrOfTests: chosen.length };
  }

  /** What noticed the last changes comes first: the next one is near to them. */
  private promise(test: NamedTest): number {
    return this.lastKill.get(test) ?? 0;
  }

  /** Then the quick ones. */
  private usual(test: NamedTest): number {
    return this.milliseconds.get(test) ?? 0;
  }

  /** What a test, or anything beside it, throws; null: nothing. */
  private async errorOf(test: NamedTest): Promise<unknown> {
    this.outside = null;
    const context = switches();
    if (context.activeMutant === undefined) Object.assign(context, { currentTestId: test.id });
    const begin = performance.now();
    const error = await test.run().then(
      () => this.outside,
      (reason: unknown) => reason ?? new Error('nothing was thrown'),
    );
    Object.assign(context, { currentTestId: undefined });
    if (error === null) this.milliseconds.set(test, performance.now() - begin);
    return error;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
