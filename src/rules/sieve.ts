import { buildAutomaton, scanBytes, scanText } from './automaton.js';
import type { SieveTables } from './set.js';
import { createSkipSearch, type SkipSearch } from './skip-search.js';

/** Tells for a text which patterns can match it: those of whose literal sets each has a literal in it. */
export type Sieve = {
  /** Indexes of the patterns, in no order. The list is reused by the next call. */
  ofText(text: string): readonly number[];
  /** Offset behind the first trigger from one offset to another; -1 where there is none. */
  findTrigger(bytes: Uint8Array, from: number, to: number): number;
  /** Whether any pattern can match a line of bytes. */
  passes(bytes: Uint8Array, from: number, to: number): boolean;
};

/** Builds it for the patterns of these tables; those without literals are never found. `triggers`: literals of which every wanted line holds one. */
export function createSieve({ literals, setsOf, asking, sizes }: SieveTables, triggers: readonly string[] = []): Sieve {
  const automaton = buildAutomaton(literals);
  let search: SkipSearch | null = null;
  // Stamps instead of clearing: a text touches few of some thousand entries.
  let stamp = 0;
  const setSeen = new Uint32Array(asking.length);
  const patternSeen = new Uint32Array(sizes.length);
  const counts = new Uint8Array(sizes.length);
  const passed: number[] = [];
  const begin = () => {
    stamp++;
    passed.length = 0;
  };
  const count = (pattern: number) => {
    if (patternSeen[pattern] !== stamp) {
      patternSeen[pattern] = stamp;
      counts[pattern] = 0;
    }
    const seen = (counts[pattern] as number) + 1;
    counts[pattern] = seen;
    if (seen === sizes[pattern]) passed.push(pattern);
  };
  const note = (literal: number) => {
    for (const set of setsOf[literal] as readonly number[]) {
      if (setSeen[set] === stamp) continue;
      setSeen[set] = stamp;
      for (const pattern of asking[set] as readonly number[]) count(pattern);
    }
  };
  return {
    ofText(text) {
      begin();
      scanText(automaton, text, note);
      return passed;
    },
    findTrigger(bytes, from, to) {
      search ??= createSkipSearch(triggers);
      return search.find(bytes, from, to);
    },
    passes(bytes, from, to) {
      begin();
      scanBytes(automaton, bytes, from, to, note);
      return passed.length > 0;
    },
  };
}
