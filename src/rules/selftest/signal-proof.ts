import { listOf } from '../one-or-more.js';
import type { RuntimeRules } from '../schema.js';
import type { RuleTest } from './selftest.js';

/** What a signal is held up by: lines that it reads, near misses that it leaves, and where the line is written down. */
export type SignalProof = {
  readonly id: string;
  readonly runtime: string;
  readonly patterns: number;
  readonly examples: number;
  readonly counterexamples: number;
  readonly references: number;
  /** Of its runtime, where it has none of its own: a reference that is shared by many proves less. */
  readonly sharedReferences: number;
  /** Examples and counterexamples that do not hold. */
  readonly failed: number;
  readonly versions: string | null;
};

/** The proof of each signal, in rule order. */
export function signalProofs(runtimes: readonly RuntimeRules[], tests: readonly RuleTest[]): SignalProof[] {
  const failed = new Map<string, number>();
  for (const { rule, failure } of tests) if (failure !== null) failed.set(rule, (failed.get(rule) ?? 0) + 1);
  return runtimes.flatMap(({ runtime, references: shared = [], signals }) =>
    signals.map(({ id, pattern, examples, counterexamples, references = [], versions }) => ({
      id,
      runtime,
      patterns: listOf(pattern).length,
      examples: examples.length,
      counterexamples: counterexamples.length,
      references: references.length,
      sharedReferences: references.length === 0 ? shared.length : 0,
      failed: failed.get(id) ?? 0,
      versions: versions ?? null,
    })),
  );
}
