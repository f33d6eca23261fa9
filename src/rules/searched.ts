import { listOf } from './one-or-more.js';
import type { RuntimeRules } from './schema.js';

/** The patterns that are looked for in every line: those of signals and of `detect`, each once, in the order of the rules. */
export function searchedPatterns(runtimes: readonly RuntimeRules[]): string[] {
  return [...new Set(runtimes.flatMap((runtime) => [...runtime.detect, ...runtime.signals.flatMap((signal) => listOf(signal.pattern))]))];
}
