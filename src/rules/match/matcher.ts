import type { Scope } from '../../model/phase.js';
import type { Record } from '../../model/record.js';
import type { Facts, Signal } from '../../model/signal.js';
import type { Block } from '../../read/block.js';
import { listOf } from '../one-or-more.js';
import { createRegexCache, isAsciiText } from '../pattern.js';
import type { RuntimeRules, SignalRule } from '../schema.js';
import type { RuleSet } from '../set.js';
import { candidateLines } from '../sieve/candidates.js';
import type { Sieve } from '../sieve/sieve.js';
import { steadySieve } from '../sieve/steady.js';
import { isInRange } from '../versions.js';
import { createFragmentSearch, createGuard } from './plausible.js';
import { createSearch } from './search.js';
import { createPairedPhases, signalOf } from './signal-of.js';

/** Turns records into signals. One per run: it remembers the version that each replica stated. */
export type Matcher = {
  /** Signals of a record, in rule order. */
  match(record: Record): Signal[];
  /** Runtimes whose `detect` lines this record shows. */
  detects(record: Record): readonly string[];
  /** Lines of a block that could hold a signal still watched for in steady state: byte offset and line number. */
  candidates(block: Block): { offset: number; line: number }[];
  /** Each of these lines holds one of these literals (lower case, ASCII), in whatever case. */
  literals(): readonly string[];
};

/** Longer texts are tables and dumps; no rule's words stand behind their first 64 Ki characters. */
const longestText = 65_536;

/** What hangs on the rules alone, and is built up as texts ask for it. */
type Tools = {
  readonly search: ReturnType<typeof createSearch>;
  readonly regexes: ReturnType<typeof createRegexCache>;
  readonly isPlausible: ReturnType<typeof createGuard>;
  readonly holds: ReturnType<typeof createFragmentSearch>;
  readonly labels: NonNullable<RuntimeRules['scopes']>;
  /** By the runtimes that have shown themselves. */
  readonly sieves: Map<string, Sieve>;
};

const toolsOf = (rules: RuleSet): Tools => {
  const regexes = createRegexCache();
  return {
    search: createSearch(rules),
    regexes,
    isPlausible: createGuard(rules.index.guards),
    holds: createFragmentSearch(regexes),
    labels: rules.runtimes.flatMap((runtime) => runtime.scopes ?? []),
    sieves: new Map(),
  };
};

/** Among thousands of short logs, building these anew for each costs more than the reading. */
const kept = new WeakMap<RuleSet, Tools>();
const mostSieves = 64;

/** Builds the matcher; patterns are compiled when their literals are first seen. */
export function createMatcher(rules: RuleSet): Matcher {
  const tools = kept.get(rules) ?? toolsOf(rules);
  kept.set(rules, tools);
  const { search, regexes, isPlausible, holds, labels, sieves } = tools;
  const versions = new Map<string, string>();
  const phases = createPairedPhases();
  const shown = new Set<string>();
  let steady: Sieve | null = null;

  const finds = (pattern: string, text: string, isAscii: boolean): boolean => isPlausible(pattern, text) && regexes(pattern, isAscii).test(text);

  const sieve = (): Sieve => {
    if (steady !== null) return steady;
    const key = [...shown].sort().join();
    steady = sieves.get(key) ?? steadySieve(rules, shown);
    if (sieves.size < mostSieves) sieves.set(key, steady);
    return steady;
  };

  return {
    match(record) {
      const text = textOf(record);
      const isAscii = isAsciiText(text);
      const signals: Signal[] = [];
      let label: Scope | null | undefined;
      let matched: SignalRule | null = null;
      for (const { runtime, signal, pattern, fragment } of search(searchedText(record, text))) {
        if (signal === null || signal === matched || !isPossible(signal, runtime, record, versions)) continue;
        if (fragment !== null && !holds(fragment, text, isAscii)) continue;
        const match = regexes(pattern, isAscii).exec(text);
        if (match === null) continue;
        matched = signal;
        if (listOf(signal.unless).some((unless) => finds(unless, text, isAscii))) continue;
        if (label === undefined) label = labels.find((one) => finds(one.pattern, text, isAscii))?.scope ?? null;
        const found = signalOf({ rule: signal, runtime: runtime.runtime, record, match, label, phase: phases(runtime, signal) });
        if (!isBelow(signal, found.facts)) continue;
        const version = found.facts.version;
        if (version !== undefined) versions.set(versionKey(record, runtime.runtime), String(version));
        signals.push(found);
      }
      return signals;
    },
    detects(record) {
      const text = writtenBy(record);
      const isAscii = isAsciiText(text);
      const found = new Set<string>();
      for (const { runtime, signal, pattern } of search(text)) {
        if (signal === null && !found.has(runtime.runtime) && regexes(pattern, isAscii).test(text)) found.add(runtime.runtime);
      }
      for (const runtime of found) {
        if (shown.has(runtime)) continue;
        shown.add(runtime);
        steady = null;
      }
      return [...found];
    },
    candidates: (block) => candidateLines(sieve(), block),
    literals: () => sieve().triggers,
  };
}

/** The line as it was read where the message is its end: what the one search finds too much for the message, the patterns refuse. */
function searchedText({ raw }: Record, text: string): string {
  return raw.endsWith(text) ? raw : text;
}

/** The line with all that stands ahead of the message: a source file there often says best which program wrote it. A JSON envelope escapes its quotes. */
function writtenBy({ raw }: Record): string {
  return raw.includes('\\"') ? raw.replaceAll('\\"', '"') : raw;
}

/** The message, followed by a line `name=value` for each other member of a structured record. */
function textOf({ text, fields }: Record): string {
  let joined = text.length > longestText ? text.slice(0, longestText) : text;
  for (const name in fields) joined += `\n${name}=${fields[name]}`;
  return joined.length > 2 * longestText ? joined.slice(0, 2 * longestText) : joined;
}

function isBelow({ below }: SignalRule, facts: Facts): boolean {
  return Object.entries(below ?? {}).every(([less, more]) => Number(facts[less] ?? Number.NaN) < Number(facts[more] ?? Number.NaN));
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
