import { type Automaton, buildAutomaton, scanBytes, scanText } from './automaton.js';
import { searchedPatterns } from './searched.js';
import type { RuleSet } from './set.js';
import { createSkipSearch, type SkipSearch, shortestSkipLiteral } from './skip-search.js';

/** Tells for a text which patterns can match it: those of whose literal sets each has a literal in it. */
export type Sieve = {
  /** Indexes of the patterns, in no order. The list is reused by the next call. */
  ofText(text: string): readonly number[];
  /**
   * Offset behind the first trigger from one offset to another; -1 where there is none. A pattern's triggers are the rarest of its sets in which each literal
   * has eight characters or more; a line without any passes for no pattern. A pattern without such a set has none.
   */
  findTrigger(bytes: Uint8Array, from: number, to: number): number;
  /** Whether any pattern can match a line of bytes. */
  passes(bytes: Uint8Array, from: number, to: number): boolean;
};

/** Builds it for some searched patterns of a rule set; those without literals are never found. */
export function createSieve(rules: Pick<RuleSet, 'runtimes' | 'prefilter'>, patterns: readonly string[]): Sieve {
  const { patternsOf, setsOf, automaton, sizes, triggers } = tablesOf(rules, patterns);
  let search: SkipSearch | null = null;
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

type Tables = {
  /** By set: the patterns that ask for it. */
  readonly patternsOf: readonly (readonly number[])[];
  /** By literal of the automaton: the sets that it is in. */
  readonly setsOf: readonly (readonly number[])[];
  /** By pattern: how many sets it asks for. */
  readonly sizes: Uint8Array;
  /** Of all literals asked for. */
  readonly automaton: Automaton;
  readonly triggers: readonly string[];
};

function tablesOf({ runtimes, prefilter }: Pick<RuleSet, 'runtimes' | 'prefilter'>, patterns: readonly string[]): Tables {
  const indexes = new Map(searchedPatterns(runtimes).map((pattern, index) => [pattern, index]));
  const patternsOf: number[][] = prefilter.sets.map(() => []);
  const sizes = new Uint8Array(patterns.length);
  const triggers = new Set<number>();
  const isLong = (literal: number) => (prefilter.literals[literal] as string).length >= shortestSkipLiteral;
  patterns.forEach((pattern, index) => {
    const sets = prefilter.patterns[indexes.get(pattern) ?? -1] ?? [];
    sizes[index] = sets.length;
    for (const set of sets) patternsOf[set]?.push(index);
    const rarest = sets.find((set) => prefilter.sets[set]?.every(isLong));
    for (const literal of prefilter.sets[rarest ?? -1] ?? []) triggers.add(literal);
  });
  const setsOf = new Map<number, number[]>();
  prefilter.sets.forEach((members, set) => {
    if (patternsOf[set]?.length === 0) return;
    for (const literal of members) {
      const asking = setsOf.get(literal);
      if (asking === undefined) setsOf.set(literal, [set]);
      else asking.push(set);
    }
  });
  const textOf = (literal: number) => prefilter.literals[literal] as string;
  const automaton = buildAutomaton([...setsOf.keys()].map(textOf));
  return { patternsOf, setsOf: [...setsOf.values()], sizes, automaton, triggers: [...triggers].map(textOf) };
}
