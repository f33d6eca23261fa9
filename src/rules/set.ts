import type { Lists, Numbers } from './compiled/lists.js';
import type { CauseRule, RuntimeRules } from './schema.js';
import type { Automaton } from './sieve/automaton.js';

/** Where a searched pattern stands: index of the runtime, of its signal (null: a `detect` of the runtime), of the pattern in that list. */
export type PlaceOfPattern = readonly [runtime: number, signal: number | null, pattern: number];

/** What the matcher looks for before it tries a pattern: plain JSON, worked out when rules are compiled. */
export type Prefilter = {
  /** Lower-case runs of characters, sorted. */
  readonly literals: readonly string[];
  /** Sets of literals (their indexes). */
  readonly sets: readonly (readonly number[])[];
  /** By searched pattern: its sets, the rarest first; one literal of each stands in every text that it matches. */
  readonly asked: readonly (readonly number[])[];
};

/** A prefilter turned round: from the literals that a text holds to the patterns that ask for them. */
export type SieveTables = {
  readonly automaton: Automaton;
  /** By literal: the sets that it is in. */
  readonly setsOf: Lists;
  /** By set: the patterns that ask for it. */
  readonly asking: Lists;
  /** By pattern: how many sets it asks for. */
  readonly sizes: Numbers;
};

/** The patterns of a rule set and how to come to them. */
export type PatternIndex = {
  /** All searched patterns in the order of the rules, those of signals before those of `detect`; `placeAt` reads them. */
  readonly places: Numbers;
  readonly tables: SieveTables;
  /** Patterns of `unless` and `scopes` that have literals, with their sets: one literal of each stands in every text that they match. */
  readonly guards: readonly (readonly [pattern: string, sets: readonly (readonly string[])[]])[];
  /** Patterns that are part of many others. */
  readonly fragments: readonly string[];
  /** Searched patterns that match no text in which a fragment matches nothing. */
  readonly needs: readonly (readonly [pattern: number, fragment: number])[];
};

/** All that coldcase knows, as plain JSON and arrays: start-up needs neither YAML, nor the schema, nor an analysis of patterns. */
export type RuleSet = {
  readonly runtimes: readonly RuntimeRules[];
  readonly causes: readonly CauseRule[];
  readonly index: PatternIndex;
  readonly prefilter: Prefilter;
};
