import type { RuntimeRules, SignalRule } from '../schema.js';
import type { RuleSet } from '../set.js';
import { createSieve } from '../sieve/sieve.js';
import { patternAt, placeAt } from './place.js';

/** A pattern to try: of a signal, or, without one, of a runtime's `detect`. Without its fragment it matches nothing. */
export type Try = { readonly runtime: RuntimeRules; readonly signal: SignalRule | null; readonly pattern: string; readonly fragment: string | null };

/** Which patterns a text's literals call for, in rule order. The last answer is kept: `match` and `detects` nearly always ask for the same text. */
export function createSearch({ runtimes, index: { places, tables, fragments, needs } }: RuleSet): (text: string) => readonly Try[] {
  const sieve = createSieve(tables);
  const fragmentOf = new Map(needs);
  const tries: Try[] = [];
  const makeTry = (index: number): Try => {
    const place = placeAt(places, index);
    const runtime = runtimes[place[0]] as RuntimeRules;
    const signal = place[1] === null ? null : (runtime.signals[place[1]] as SignalRule);
    return { runtime, signal, pattern: patternAt(runtimes, place), fragment: fragments[fragmentOf.get(index) ?? -1] ?? null };
  };
  const tryOf = (index: number): Try => {
    tries[index] ??= makeTry(index);
    return tries[index];
  };
  let last: string | null = null;
  let answer: readonly Try[] = [];
  return (text) => {
    if (text === last) return answer;
    last = text;
    const passed = sieve.ofText(text);
    answer = passed.length === 0 ? [] : Array.from(Uint32Array.from(passed).sort(), tryOf);
    return answer;
  };
}
