import type { Record } from '../../model/record.js';
import type { Facts, Signal } from '../../model/signal.js';
import { createMatcher, type Matcher } from '../match/matcher.js';
import type { CauseRule, SignalRule } from '../schema.js';
import type { RuleSet } from '../set.js';
import { waitingCauses } from './reach.js';

/** One example of a rule and how it went. `path` leads to it inside the rule's file part (signal or cause). */
export type RuleTest = {
  readonly rule: string;
  readonly kind: 'example' | 'counterexample' | 'shows' | 'not';
  readonly index: number;
  /** What went wrong, and the mend; null where it passed. */
  readonly failure: string | null;
};

export type RuleTests = {
  readonly tests: readonly RuleTest[];
  /** Causes that no signal of the set can lead to yet: their examples are not run. */
  readonly waiting: readonly string[];
};

/** Text of a log to its records; `path` stands in them as the file. */
export type Parse = (log: string, path: string) => readonly Record[];
/** Text of a log to the ids of the causes that its boots show. */
export type Diagnose = (log: string) => readonly string[] | Promise<readonly string[]>;

/**
 * Runs the examples of all rules: a signal's examples must match it and give the facts they state, its counterexamples must not match it; a
 * cause's `shows` must lead to it and its `not` must not. Parsing and diagnosing come in from outside, since rules know neither.
 */
export async function testRules(rules: RuleSet, { parse, diagnose }: { parse: Parse; diagnose?: Diagnose }): Promise<RuleTests> {
  const matcher = createMatcher(rules);
  const tests = rules.runtimes.flatMap((runtime) => runtime.signals.flatMap((signal) => testSignal(signal, matcher, parse)));
  const waiting = waitingCauses(rules);
  if (diagnose === undefined) return { tests, waiting };
  const ready = rules.causes.filter((cause) => !waiting.includes(cause.id));
  for (const cause of ready) tests.push(...(await testCause(cause, diagnose)));
  return { tests, waiting };
}

function testSignal(signal: SignalRule, matcher: Matcher, parse: Parse): RuleTest[] {
  const examples = signal.examples.map((example, index): RuleTest => {
    const { line, gives } = typeof example === 'string' ? { line: example, gives: undefined } : example;
    // A path for each example: the matcher remembers versions by file.
    const records = parse(line, `${signal.id}#${index}`);
    return { rule: signal.id, kind: 'example', index, failure: exampleFailure(signal, records, matcher, gives ?? {}) };
  });
  const counterexamples = signal.counterexamples.map((line, index): RuleTest => {
    const records = parse(line, `${signal.id}#not${index}`);
    const hit = records.find((record) => matcher.match(record).some((found) => found.id === signal.id));
    const failure = hit === undefined ? null : `matches \`${hit.text}\`, which it must not; narrow the pattern or add \`unless\``;
    return { rule: signal.id, kind: 'counterexample', index, failure };
  });
  return [...examples, ...counterexamples];
}

function exampleFailure(signal: SignalRule, records: readonly Record[], matcher: Matcher, gives: Facts): string | null {
  const found = records.flatMap((record) => matcher.match(record)).filter((one) => one.id === signal.id);
  if (found.length === 0) return `does not match its example; the message read from it is ${records.map(describe).join(' and ') || 'empty'}`;
  const failures = found.map((one) => factFailure(one, gives));
  return failures.includes(null) ? null : (failures[0] ?? null);
}

function describe({ text, level }: Record): string {
  return `\`${text}\`${level === null ? '' : ` (${level})`}`;
}

function factFailure({ facts }: Signal, gives: Facts): string | null {
  for (const [name, wanted] of Object.entries(gives)) {
    const given = facts[name];
    if (!isSame(given, wanted))
      return `gives \`${name}\` ${given === undefined ? 'nothing' : JSON.stringify(given)} where its example says ${JSON.stringify(wanted)}; all it gives is ${JSON.stringify(facts)}`;
  }
  return null;
}

function isSame(given: unknown, wanted: unknown): boolean {
  if (typeof given !== 'number' || typeof wanted !== 'number') return given === wanted;
  return Math.abs(given - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
}

async function testCause({ id, examples }: CauseRule, diagnose: Diagnose): Promise<RuleTest[]> {
  const tests: RuleTest[] = [];
  for (const [index, { log }] of examples.shows.entries()) {
    const found = await diagnose(log);
    const failure = found.includes(id) ? null : `its example shows ${found.length === 0 ? 'no cause' : found.join(', ')} and not this one`;
    tests.push({ rule: id, kind: 'shows', index, failure });
  }
  for (const [index, { log }] of examples.not.entries()) {
    const found = await diagnose(log);
    tests.push({ rule: id, kind: 'not', index, failure: found.includes(id) ? 'is found in an example that must not show it' : null });
  }
  return tests;
}
