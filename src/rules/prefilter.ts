import { requiredLiterals } from './literals.js';
import { listOf } from './one-or-more.js';
import type { RuntimeRules } from './schema.js';
import type { Prefilter } from './set.js';

/** The literals of all patterns that are looked for in every line: those of signals and of `detect`. Patterns without one are left out; the linter names them. */
export function buildPrefilter(runtimes: readonly RuntimeRules[]): Prefilter {
  const indexes = new Map<string, number>();
  const patterns: { [pattern: string]: readonly (readonly number[])[] } = Object.create(null);
  const indexOf = (literal: string) => {
    const index = indexes.get(literal) ?? indexes.size;
    indexes.set(literal, index);
    return index;
  };
  for (const pattern of searchedPatterns(runtimes)) {
    const found = requiredLiterals(pattern);
    if (found.kind === 'none') continue;
    patterns[pattern] = found.sets.map((set) => set.map(indexOf));
  }
  return { literals: [...indexes.keys()], patterns };
}

/** Patterns that need a literal. */
export function searchedPatterns(runtimes: readonly RuntimeRules[]): Set<string> {
  return new Set(runtimes.flatMap((runtime) => [...runtime.detect, ...runtime.signals.flatMap((signal) => listOf(signal.pattern))]));
}
