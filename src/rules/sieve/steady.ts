import { placeAt } from '../match/place.js';
import type { RuntimeRules, SignalRule } from '../schema.js';
import type { RuleSet } from '../set.js';
import { createSieve, type Sieve } from './sieve.js';
import { shortestSkipLiteral } from './skip-search.js';
import { isWatchedSteady } from './watch.js';

/**
 * The sieve for steady state: only the patterns still looked for, where these runtimes have shown themselves. A pattern's triggers are the rarest of its
 * sets in which each literal is long enough to skip by; a line without any passes for no pattern. A pattern without such a set has none.
 */
export function steadySieve({ runtimes, index, prefilter }: RuleSet, shown: ReadonlySet<string>): Sieve {
  const textOf = (literal: number): string => prefilter.literals[literal] as string;
  const isWatched = (_: unknown, number: number): boolean => {
    const [at, signal] = placeAt(index.places, number);
    const runtime = runtimes[at] as RuntimeRules;
    return signal !== null && isWatchedSteady(runtime.signals[signal] as SignalRule, runtime, shown.has(runtime.runtime));
  };
  // Lines are looked through as bytes, in which only ASCII is as it is in a text.
  const inBytes = prefilter.asked.map((sets) => sets.filter((set) => prefilter.sets[set]?.every((literal) => isAscii(textOf(literal)))));
  const watched = prefilter.asked.map(isWatched);
  const asked = inBytes.filter((_, pattern) => watched[pattern]);
  const isLong = (literal: number): boolean => textOf(literal).length >= shortestSkipLiteral;
  const triggers = asked.flatMap((sets) => prefilter.sets[sets.find((set) => prefilter.sets[set]?.every(isLong)) ?? -1] ?? []);
  return createSieve(index.tables, { watched, sizes: inBytes.map((sets) => sets.length), triggers: [...new Set(triggers)].map(textOf) });
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}
