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
  const { patternsOf, setsOf, automaton, sizes } = tablesOf(prefilter, patterns);
  // Stamps instead of clearing: a text touches few of some thousand entries.
  let stamp = 0;
  const setSeen = new Uint32Array(patternsOf.length);
  const patternSeen = new Uint32Array(patterns.length);
  const counts = new Uint8Array(patterns.length);
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
      for (const pattern of patternsOf[set] as readonly number[]) count(pattern);
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

type Tables = {
  /** By set: the patterns that ask for it. */
  readonly patternsOf: readonly (readonly number[])[];
  /** By literal (of the automaton): the sets that it is in. */
  readonly setsOf: readonly (readonly number[])[];
  /** By pattern: how many sets it asks for. */
  readonly sizes: Uint8Array;
  readonly automaton: Automaton;
};

/** Equal sets of different patterns are one, since rules share words (`loading`, `model`). */
function tablesOf(prefilter: Prefilter, patterns: readonly string[]): Tables {
  const known = new Map(Object.entries(prefilter.patterns));
  const numbers = new Map<string, number>();
  const patternsOf: number[][] = [];
  const setsOf = new Map<number, number[]>();
  const sizes = new Uint8Array(patterns.length);
  patterns.forEach((pattern, index) => {
    const sets = known.get(pattern) ?? [];
    sizes[index] = sets.length;
    for (const set of sets) {
      const key = set.join();
      const number = numbers.get(key) ?? patternsOf.push([]) - 1;
      patternsOf[number]?.push(index);
      if (numbers.has(key)) continue;
      numbers.set(key, number);
      for (const literal of set) {
        const asking = setsOf.get(literal);
        if (asking === undefined) setsOf.set(literal, [number]);
        else asking.push(number);
      }
    }
  });
  const automaton = buildAutomaton([...setsOf.keys()].map((literal) => prefilter.literals[literal] as string));
  return { patternsOf, setsOf: [...setsOf.values()], sizes, automaton };
}
