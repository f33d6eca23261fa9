import { requiredLiterals } from './literals.js';
import type { RuntimeRules } from './schema.js';
import { searchedPatterns } from './searched.js';
import type { Prefilter } from './set.js';

/** The literals of all searched patterns. Equal sets of different patterns are one, since rules share words (`loading`, `model`). Patterns without literals have no set; the linter names them. */
export function buildPrefilter(runtimes: readonly RuntimeRules[]): Prefilter {
  const literals = new Map<string, number>();
  const sets = new Map<string, { readonly index: number; readonly members: readonly number[] }>();
  const indexOf = (literal: string): number => {
    const index = literals.get(literal) ?? literals.size;
    literals.set(literal, index);
    return index;
  };
  const setOf = (members: readonly number[]): number => {
    const key = members.join();
    const known = sets.get(key) ?? { index: sets.size, members };
    sets.set(key, known);
    return known.index;
  };
  const patterns = searchedPatterns(runtimes).map((pattern) => {
    const found = requiredLiterals(pattern);
    return found.kind === 'none' ? [] : found.sets.map((set) => setOf(set.map(indexOf)));
  });
  return { literals: [...literals.keys()], sets: [...sets.values()].map((set) => set.members), patterns };
}
