import { sharedFragments } from '../match/fragments.js';
import { packPlaces, patternAt, placesOf } from '../match/place.js';
import { listOf } from '../one-or-more.js';
import type { RuntimeRules } from '../schema.js';
import type { PatternIndex, Prefilter } from '../set.js';
import { requiredLiterals } from './literals.js';
import { sieveTables } from './tables.js';

/**
 * The literals of all searched patterns, and the index over them. Equal sets of different patterns are one, since rules share words
 * (`loading`, `model`). Patterns without literals have no set; the linter names them.
 */
export function indexPatterns(runtimes: readonly RuntimeRules[]): { readonly index: PatternIndex; readonly prefilter: Prefilter } {
  const places = placesOf(runtimes);
  const patterns = places.map((place) => patternAt(runtimes, place));
  const found = patterns.map(literalSets);
  const literals = [...new Set(found.flat(2))].sort();
  const numbers = new Map(literals.map((literal, number) => [literal, number]));
  const sets = new Map<string, { readonly number: number; readonly members: readonly number[] }>();
  const numberOf = (set: readonly string[]): number => {
    const members = set.map((literal) => numbers.get(literal) ?? 0);
    const known = sets.get(members.join()) ?? { number: sets.size, members };
    sets.set(members.join(), known);
    return known.number;
  };
  const asked = found.map((wanted) => wanted.map(numberOf));
  const prefilter = { literals, sets: [...sets.values()].map((set) => set.members), asked };
  return { index: { places: packPlaces(places), tables: sieveTables(prefilter), guards: guardsOf(runtimes), ...sharedFragments(patterns) }, prefilter };
}

function guardsOf(runtimes: readonly RuntimeRules[]): PatternIndex['guards'] {
  const patterns = runtimes.flatMap(({ signals, scopes }) => [
    ...signals.flatMap(({ unless }) => listOf(unless)),
    ...(scopes ?? []).map(({ pattern }) => pattern),
  ]);
  return [...new Set(patterns)].map((pattern) => [pattern, literalSets(pattern)] as const).filter(([, sets]) => sets.length > 0);
}

function literalSets(pattern: string): readonly (readonly string[])[] {
  const found = requiredLiterals(pattern);
  return found.kind === 'none' ? [] : found.sets;
}
