import type { CauseRule, RuntimeRules } from './schema.js';

/** What the matcher looks for before it tries a pattern: plain JSON, worked out when rules are compiled. */
export type Prefilter = {
  /** Lower-case ASCII runs. */
  readonly literals: readonly string[];
  /** Sets of literals (their indexes). */
  readonly sets: readonly (readonly number[])[];
  /** By searched pattern (`searchedPatterns` gives them in this order): its sets, the rarest first; one literal of each stands in every text that it matches. */
  readonly patterns: readonly (readonly number[])[];
};

/** All that coldcase knows, as plain JSON: start-up needs neither YAML, nor the schema, nor an analysis of patterns. */
export type RuleSet = {
  readonly runtimes: readonly RuntimeRules[];
  readonly causes: readonly CauseRule[];
  readonly prefilter: Prefilter;
};
