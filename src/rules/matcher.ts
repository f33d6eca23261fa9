import type { Scope } from '../model/phase.js';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import type { Block } from '../read/block.js';
import { candidateLines } from './candidates.js';
import { listOf } from './one-or-more.js';
import { compilePattern } from './pattern.js';
import { patternAt } from './place.js';
import type { RuntimeRules, SignalRule } from './schema.js';
import type { PatternIndex, PlaceOfPattern, RuleSet } from './set.js';
import { createSieve, type Sieve } from './sieve.js';
import { sieveTables } from './sieve-tables.js';
import { createPairedPhases, signalOf } from './signal-of.js';
import { shortestSkipLiteral } from './skip-search.js';
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
  const search = createSearch(rules);
  const regexes = createRegexCache();
  const isPlausible = createGuard(rules.index.guards);
  const versions = new Map<string, string>();
  const phases = createPairedPhases();
  const labels = rules.runtimes.flatMap((runtime) => runtime.scopes ?? []);
  const shown = new Set<string>();
  let steady: Sieve | null = null;

  const finds = (pattern: string, text: string): boolean => isPlausible(pattern, text) && regexes(pattern).test(text);

  return {
    match(record) {
      const text = textOf(record);
      const signals: Signal[] = [];
      let label: Scope | null | undefined;
      let matched: SignalRule | null = null;
      for (const { runtime, signal, pattern } of search(searchedText(record, text))) {
        if (signal === null || signal === matched || !isPossible(signal, runtime, record, versions)) continue;
        const match = regexes(pattern).exec(text);
        if (match === null) continue;
        matched = signal;
        if (listOf(signal.unless).some((unless) => finds(unless, text))) continue;
        if (label === undefined) label = labels.find((one) => finds(one.pattern, text))?.scope ?? null;
        const found = signalOf({ rule: signal, runtime: runtime.runtime, record, match, label, phase: phases(runtime, signal) });
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
      steady ??= steadySieve(rules, shown);
      return candidateLines(steady, block);
    },
  };
}

/** A pattern to try: of a signal, or, without one, of a runtime's `detect`. */
type Try = { readonly runtime: RuntimeRules; readonly signal: SignalRule | null; readonly pattern: string };

/** Which patterns a text's literals call for, in rule order. The last answer is kept: `match` and `detects` nearly always ask for the same text. */
function createSearch({ runtimes, index: { places, tables } }: RuleSet): (text: string) => readonly Try[] {
  const sieve = createSieve(tables);
  const tries: Try[] = [];
  const tryOf = (index: number): Try => {
    const place = places[index] as PlaceOfPattern;
    const runtime = runtimes[place[0]] as RuntimeRules;
    tries[index] ??= { runtime, signal: place[1] === null ? null : (runtime.signals[place[1]] as SignalRule), pattern: patternAt(runtimes, place) };
    return tries[index];
  };
  let last: string | null = null;
  let answer: readonly Try[] = [];
  return (text) => {
    if (text === last) return answer;
    last = text;
    const passed = sieve.ofText(text);
    answer = passed.length === 0 ? [] : [...passed].sort((left, right) => left - right).map(tryOf);
    return answer;
  };
}

/** The line as it was read where the message is its end: what the one search finds too much for the message, the patterns refuse. */
function searchedText({ raw }: Record, text: string): string {
  return raw.endsWith(text) ? raw : text;
}

/** Whether a text holds the literals without which a pattern cannot match it: far quicker to tell than the pattern itself. */
function createGuard(guards: PatternIndex['guards']): (pattern: string, text: string) => boolean {
  const setsOf = new Map(guards);
  let last = '';
  let folded = '';
  return (pattern, text) => {
    const sets = setsOf.get(pattern);
    if (sets === undefined) return true;
    if (text !== last) {
      last = text;
      folded = text.toLowerCase();
    }
    return sets.every((set) => set.some((literal) => folded.includes(literal)));
  };
}

/**
 * The sieve for steady state: only the patterns still looked for, where these runtimes have shown themselves. A pattern's triggers are the rarest of its
 * sets in which each literal is long enough to skip by; a line without any passes for no pattern. A pattern without such a set has none.
 */
function steadySieve({ runtimes, index, prefilter }: RuleSet, shown: ReadonlySet<string>): Sieve {
  const isWatched = ([number, signal]: PlaceOfPattern): boolean => {
    const runtime = runtimes[number] as RuntimeRules;
    return signal !== null && isWatchedSteady(runtime.signals[signal] as SignalRule, runtime, shown.has(runtime.runtime));
  };
  const asked = prefilter.asked.filter((_, pattern) => isWatched(index.places[pattern] as PlaceOfPattern));
  const textOf = (literal: number): string => prefilter.literals[literal] as string;
  const isLong = (literal: number): boolean => textOf(literal).length >= shortestSkipLiteral;
  const triggers = asked.flatMap((sets) => prefilter.sets[sets.find((set) => prefilter.sets[set]?.every(isLong)) ?? -1] ?? []);
  return createSieve(sieveTables({ ...prefilter, asked }), [...new Set(triggers)].map(textOf));
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
