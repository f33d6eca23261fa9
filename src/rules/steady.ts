import type { RuntimeRules, SignalRule } from './schema.js';
import type { PlaceOfPattern, RuleSet } from './set.js';
import { createSieve, type Sieve } from './sieve.js';
import { sieveTables } from './sieve-tables.js';
import { shortestSkipLiteral } from './skip-search.js';
import { isWatchedSteady } from './watch.js';

/**
 * The sieve for steady state: only the patterns still looked for, where these runtimes have shown themselves. A pattern's triggers are the rarest of its
 * sets in which each literal is long enough to skip by; a line without any passes for no pattern. A pattern without such a set has none.
 */
export function steadySieve({ runtimes, index, prefilter }: RuleSet, shown: ReadonlySet<string>): Sieve {
  const isWatched = ([number, signal]: PlaceOfPattern): boolean => {
    const runtime = runtimes[number] as RuntimeRules;
    return signal !== null && isWatchedSteady(runtime.signals[signal] as SignalRule, runtime, shown.has(runtime.runtime));
  };
  const watched = prefilter.asked.filter((_, pattern) => isWatched(index.places[pattern] as PlaceOfPattern));
  const textOf = (literal: number): string => prefilter.literals[literal] as string;
  const isLong = (literal: number): boolean => textOf(literal).length >= shortestSkipLiteral;
  // Bytes are looked through for ASCII alone.
  const isAscii = (set: number): boolean => prefilter.sets[set]?.every((literal) => /^[\x20-\x7e]+$/.test(textOf(literal))) ?? false;
  const asked = watched.map((sets) => sets.filter(isAscii));
  const triggers = asked.flatMap((sets) => prefilter.sets[sets.find((set) => prefilter.sets[set]?.every(isLong)) ?? -1] ?? []);
  return createSieve(sieveTables({ ...prefilter, asked }), [...new Set(triggers)].map(textOf));
}
