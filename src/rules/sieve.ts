import { type Automaton, buildAutomaton, scanBytes, scanText } from './automaton.js';
import type { Prefilter } from './set.js';

/** Tells for a text which patterns can match it: those of whose literal sets each has a literal in it. */
export type Sieve = {
  readonly automaton: Automaton;
  /** Indexes of the patterns, in no order. The list is reused by the next call. */
  ofText(text: string): readonly number[];
  /** Whether any pattern can match a line of bytes. */
  passes(bytes: Uint8Array, from: number, to: number): boolean;
};

/** Builds it for some patterns of a prefilter; those that it does not know are never found. */
export function createSieve(prefilter: Prefilter, patterns: readonly string[]): Sieve {
  const known = new Map(Object.entries(prefilter.patterns));
  const literals = new Map<number, number[]>();
  const sizes = new Uint8Array(patterns.length);
  const patternOfSet: number[] = [];
  patterns.forEach((pattern, index) => {
    for (const set of known.get(pattern) ?? []) {
      const number = patternOfSet.push(index) - 1;
      sizes[index] = (sizes[index] as number) + 1;
      for (const literal of set) literals.set(literal, [...(literals.get(literal) ?? []), number]);
    }
  });
  const automaton = buildAutomaton([...literals.keys()].map((literal) => prefilter.literals[literal] as string));
  const setsOf = [...literals.values()];

  // Stamps instead of clearing: a text touches few of some thousand entries.
  let stamp = 0;
  const setSeen = new Uint32Array(patternOfSet.length);
  const patternSeen = new Uint32Array(patterns.length);
  const counts = new Uint8Array(patterns.length);
  const passed: number[] = [];
  const begin = () => {
    stamp++;
    passed.length = 0;
  };
  const note = (literal: number) => {
    for (const set of setsOf[literal] as readonly number[]) {
      if (setSeen[set] === stamp) continue;
      setSeen[set] = stamp;
      const pattern = patternOfSet[set] as number;
      if (patternSeen[pattern] !== stamp) {
        patternSeen[pattern] = stamp;
        counts[pattern] = 0;
      }
      const count = (counts[pattern] as number) + 1;
      counts[pattern] = count;
      if (count === sizes[pattern]) passed.push(pattern);
    }
  };
  return {
    automaton,
    ofText(text) {
      begin();
      scanText(automaton, text, note);
      return passed;
    },
    passes(bytes, from, to) {
      begin();
      scanBytes(automaton, bytes, from, to, note);
      return passed.length > 0;
    },
  };
}
