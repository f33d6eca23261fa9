import type { Block } from '../read/block.js';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Scope } from '../model/phase.js';
import { buildAutomaton, scanText, type Automaton } from './automaton.js';
import { candidateLines } from './candidates.js';
import { listOf } from './one-or-more.js';
import { compilePattern } from './pattern.js';
import type { RuntimeRules, SignalRule } from './schema.js';
import type { RuleSet } from './set.js';
import { pairedPhases, signalOf } from './signal-of.js';
import { isInRange } from './versions.js';
import { isWatchedAlways } from './watch.js';

/** Turns records into signals. One per run: it remembers the version that each replica stated. */
export type Matcher = {
  /** Signals of a record, in rule order. */
  match(record: Record): Signal[];
  /** Runtimes whose `detect` lines this record shows. */
  detects(record: Record): readonly string[];
  /** Lines of a block that could hold a signal still watched for in steady state: byte offset and line number. */
  candidates(block: Block): { offset: number; line: number }[];
};

/** What is tried where one of its literals was seen: a signal's patterns, or a runtime's `detect`. */
type Check = {
  readonly runtime: RuntimeRules;
  readonly signal: SignalRule | null;
  readonly patterns: readonly string[];
};

/** Longer texts are tables and dumps; no rule's words stand behind their first 64 Ki characters. */
const longestText = 65_536;

/** Builds the matcher; patterns are compiled when their literal is first seen. */
export function createMatcher(rules: RuleSet): Matcher {
  const checks = checksOf(rules.runtimes);
  const search = createSearch(rules, checks);
  const regexes = createRegexCache();
  const versions = new Map<string, string>();
  const phases = pairedPhases(rules.runtimes);
  const labels = rules.runtimes.flatMap((runtime) => runtime.scopes ?? []);
  let steady: Automaton | null = null;

  return {
    match(record) {
      const hits = search(record);
      if (hits.signals.length === 0) return [];
      const text = hits.text;
      const signals: Signal[] = [];
      let label: Scope | null | undefined;
      for (const index of hits.signals) {
        const { runtime, signal, patterns } = checks[index] as Check;
        if (signal === null || !isPossible(signal, runtime, record, versions)) continue;
        const match = firstMatch(patterns, text, regexes);
        if (match === null || listOf(signal.unless).some((pattern) => regexes(pattern).test(text))) continue;
        label ??= labelOf(labels, text, regexes);
        const found = signalOf({ rule: signal, runtime: runtime.runtime, record, match, label, phases });
        const version = found.facts['version'];
        if (version !== undefined) versions.set(versionKey(record, runtime.runtime), String(version));
        signals.push(found);
      }
      return signals;
    },
    detects(record) {
      const { text, detects } = search(record);
      if (detects.length === 0) return [];
      const found = new Set<string>();
      for (const index of detects) {
        const { runtime, patterns } = checks[index] as Check;
        if (!found.has(runtime.runtime) && firstMatch(patterns, text, regexes) !== null) found.add(runtime.runtime);
      }
      return [...found];
    },
    candidates(block) {
      steady ??= buildAutomaton(steadyLiterals(rules));
      return candidateLines(steady, block);
    },
  };
}

function checksOf(runtimes: readonly RuntimeRules[]): Check[] {
  return runtimes.flatMap((runtime) => [
    { runtime, signal: null, patterns: runtime.detect },
    ...runtime.signals.map((signal) => ({ runtime, signal, patterns: listOf(signal.pattern) })),
  ]);
}

type Hits = { readonly text: string; readonly signals: readonly number[]; readonly detects: readonly number[] };

/** Which checks a record's literals call for, in rule order; the last answer is kept, since `match` and `detects` ask for the same record. */
function createSearch(rules: RuleSet, checks: readonly Check[]): (record: Record) => Hits {
  const { literals } = rules.prefilter;
  const automaton = buildAutomaton(literals);
  const byLiteral = checksByLiteral(rules, checks);
  const seen = new Uint32Array(checks.length);
  let stamp = 0;
  let hits: number[] = [];
  const note = (literal: number) => {
    for (const check of byLiteral[literal] as readonly number[]) {
      if (seen[check] === stamp) continue;
      seen[check] = stamp;
      hits.push(check);
    }
  };
  let last: Record | null = null;
  let answer: Hits = { text: '', signals: [], detects: [] };
  return (record) => {
    if (record === last) return answer;
    stamp = (stamp + 1) >>> 0;
    hits = [];
    const text = textOf(record);
    scanText(automaton, text, note);
    last = record;
    if (hits.length === 0) answer = nothing;
    else {
      hits.sort((left, right) => left - right);
      const isSignal = (check: number) => (checks[check] as Check).signal !== null;
      answer = { text, signals: hits.filter(isSignal), detects: hits.filter((check) => !isSignal(check)) };
    }
    return answer;
  };
}

const nothing: Hits = { text: '', signals: [], detects: [] };

function checksByLiteral({ prefilter }: RuleSet, checks: readonly Check[]): number[][] {
  const byLiteral: number[][] = prefilter.literals.map(() => []);
  const patterns = new Map(Object.entries(prefilter.patterns));
  checks.forEach((check, index) => {
    for (const pattern of check.patterns) for (const literal of patterns.get(pattern) ?? []) byLiteral[literal]?.push(index);
  });
  return byLiteral;
}

function steadyLiterals({ runtimes, prefilter }: RuleSet): string[] {
  const found = new Set<string>();
  for (const runtime of runtimes) {
    for (const signal of runtime.signals) {
      if (!isWatchedAlways(signal, runtime)) continue;
      for (const pattern of listOf(signal.pattern)) for (const literal of prefilter.patterns[pattern] ?? []) found.add(prefilter.literals[literal] as string);
    }
  }
  return [...found];
}

/** The message, followed by a line `name=value` for each other member of a structured record. */
function textOf({ text, fields }: Record): string {
  const message = text.length > longestText ? text.slice(0, longestText) : text;
  let joined = message;
  for (const name in fields) joined += `\n${name}=${fields[name]}`;
  return joined.length > 2 * longestText ? joined.slice(0, 2 * longestText) : joined;
}

function createRegexCache(): (pattern: string) => RegExp {
  const cache = new Map<string, RegExp>();
  return (pattern) => {
    const known = cache.get(pattern);
    if (known !== undefined) return known;
    const regex = compilePattern(pattern);
    cache.set(pattern, regex);
    return regex;
  };
}

function firstMatch(patterns: readonly string[], text: string, regexes: (pattern: string) => RegExp): RegExpExecArray | null {
  for (const pattern of patterns) {
    const match = regexes(pattern).exec(text);
    if (match !== null) return match;
  }
  return null;
}

function isPossible(signal: SignalRule, runtime: RuntimeRules, record: Record, versions: ReadonlyMap<string, string>): boolean {
  if (signal.levels !== undefined && (record.level === null || !signal.levels.includes(record.level))) return false;
  if (signal.versions === undefined) return true;
  const version = versions.get(versionKey(record, runtime.runtime));
  return version === undefined || isInRange(version, signal.versions);
}

function versionKey(record: Record, runtime: string): string {
  return `${record.file}\n${record.stream.replica ?? ''}\n${runtime}`;
}

function labelOf(labels: NonNullable<RuntimeRules['scopes']>, text: string, regexes: (pattern: string) => RegExp): Scope | null {
  return labels.find((label) => regexes(label.pattern).test(text))?.scope ?? null;
}
