import type { Scope } from '../model/phase.js';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Block } from '../read/block.js';
import { candidateLines } from './candidates.js';
import { listOf } from './one-or-more.js';
import { compilePattern } from './pattern.js';
import type { RuntimeRules, SignalRule } from './schema.js';
import type { RuleSet } from './set.js';
import { createSieve, type Sieve } from './sieve.js';
import { pairedPhases, signalOf } from './signal-of.js';
import { isInRange } from './versions.js';
import { isWatchedSteady } from './watch.js';

/** Turns records into signals. One per run: it remembers the version that each replica stated. */
export type Matcher = {
  /** Signals of a record, in rule order. */
  match(record: Record): Signal[];
  /** Runtimes whose `detect` lines this record shows. */
  detects(record: Record): readonly string[];
  /** Lines of a block that could hold a signal still watched for in steady state: byte offset and line number. */
  candidates(block: Block): { offset: number; line: number }[];
};

/** Longer texts are tables and dumps; no rule's words stand behind their first 64 Ki characters. */
const longestText = 65_536;

/** Builds the matcher; patterns are compiled when their literals are first seen. */
export function createMatcher(rules: RuleSet): Matcher {
  const tries = [...signalTries(rules.runtimes), ...detectTries(rules.runtimes)];
  const search = createSearch(rules, tries);
  const regexes = createRegexCache();
  const versions = new Map<string, string>();
  const phases = pairedPhases(rules.runtimes);
  const labels = rules.runtimes.flatMap((runtime) => runtime.scopes ?? []);
  const shown = new Set<string>();
  let steady: Sieve | null = null;

  return {
    match(record) {
      const text = textOf(record);
      const signals: Signal[] = [];
      let label: Scope | null | undefined;
      let matched: SignalRule | null = null;
      for (const { runtime, signal, pattern } of search(text)) {
        if (signal === null || signal === matched || !isPossible(signal, runtime, record, versions)) continue;
        const match = regexes(pattern).exec(text);
        if (match === null) continue;
        matched = signal;
        if (listOf(signal.unless).some((unless) => regexes(unless).test(text))) continue;
        if (label === undefined) label = labelOf(labels, text, regexes);
        const found = signalOf({ rule: signal, runtime: runtime.runtime, record, match, label, phases });
        const version = found.facts.version;
        if (version !== undefined) versions.set(versionKey(record, runtime.runtime), String(version));
        signals.push(found);
      }
      return signals;
    },
    detects(record) {
      // A source file in front of the message often says best which program wrote it.
      const text = record.raw;
      const found = new Set<string>();
      for (const { runtime, signal, pattern } of search(text)) {
        if (signal === null && !found.has(runtime.runtime) && regexes(pattern).test(text)) found.add(runtime.runtime);
      }
      for (const runtime of found) {
        if (shown.has(runtime)) continue;
        shown.add(runtime);
        steady = null;
      }
      return [...found];
    },
    candidates(block) {
      steady ??= createSieve(rules, steadyPatterns(rules.runtimes, shown));
      return candidateLines(steady, block);
    },
  };
}

/** A pattern to try: of a signal, or, without one, of a runtime's `detect`. */
type Try = { readonly runtime: RuntimeRules; readonly signal: SignalRule | null; readonly pattern: string };

const signalTries = (runtimes: readonly RuntimeRules[]): Try[] =>
  runtimes.flatMap((runtime) => runtime.signals.flatMap((signal) => listOf(signal.pattern).map((pattern) => ({ runtime, signal, pattern }))));

const detectTries = (runtimes: readonly RuntimeRules[]): Try[] =>
  runtimes.flatMap((runtime) => runtime.detect.map((pattern) => ({ runtime, signal: null, pattern })));

/** Which patterns a text's literals call for, in rule order. The last answer is kept: `match` and `detects` often ask for the same text. */
function createSearch(rules: RuleSet, tries: readonly Try[]): (text: string) => readonly Try[] {
  const sieve = createSieve(
    rules,
    tries.map(({ pattern }) => pattern),
  );
  let last: string | null = null;
  let answer: readonly Try[] = [];
  return (text) => {
    if (text === last) return answer;
    last = text;
    const passed = sieve.ofText(text);
    answer = passed.length === 0 ? [] : [...passed].sort((left, right) => left - right).map((index) => tries[index] as Try);
    return answer;
  };
}

/** Patterns still looked for in steady state, where these runtimes have shown themselves. */
function steadyPatterns(runtimes: readonly RuntimeRules[], shown: ReadonlySet<string>): string[] {
  return runtimes.flatMap((runtime) =>
    runtime.signals.filter((signal) => isWatchedSteady(signal, runtime, shown.has(runtime.runtime))).flatMap((signal) => listOf(signal.pattern)),
  );
}

/** The message, followed by a line `name=value` for each other member of a structured record. */
function textOf({ text, fields }: Record): string {
  let joined = text.length > longestText ? text.slice(0, longestText) : text;
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
