import { stringify } from 'yaml';
import type { Record } from '../model/record.js';
import type { Signal } from '../model/signal.js';
import { readDuration } from './duration.js';

/** A line that no rule read though time is in it, and a rule to begin with. */
export type Suggestion = {
  /** Seconds that it states, or of the silence before it. */
  readonly seconds: number;
  readonly why: 'states' | 'silence';
  readonly record: Record;
  /** A signal in YAML, to be looked over: its phase, words and counterexample are guesses. */
  readonly yaml: string;
};

/** A record and what the rules read off it. */
export type ReadRecord = { readonly record: Record; readonly signals: readonly Signal[] };

const shortestSilenceSeconds = 1;
const shortestStatedSeconds = 0.1;
// A number and its unit, or a clock of three parts; bounded, so that a line of digits costs no more than any other.
const durations =
  /(?<![\w.:])(?:\d[\d.,]{0,14} ?(?:ms|milliseconds?|s|secs?|seconds?|mins?|minutes?)(?![\w/])|\d{1,3}m ?\d{1,2}(?:\.\d{1,6})?s|\d{1,3}:\d\d:\d\d(?:\.\d{1,6})?(?![\w:]))/gu;

/** Lines with durations, or after silences, that no rule read: most seconds first, one for each form of line, at most `most`. Records in the order of the log. */
export function suggestSignals(records: readonly ReadRecord[], runtime: string, most = 20): Suggestion[] {
  const found = new Map<string, Suggestion>();
  const lastTimes = new Map<string, number>();
  for (const { record, signals } of records) {
    const stream = `${record.file}\n${record.stream.replica ?? ''}\n${record.stream.process ?? ''}`;
    const last = lastTimes.get(stream);
    if (record.time !== null) lastTimes.set(stream, record.time);
    if (signals.length > 0) continue;
    const silence = record.time !== null && last !== undefined ? record.time - last : 0;
    const stated = statedSeconds(record.text);
    const seconds = Math.max(silence >= shortestSilenceSeconds ? silence : 0, stated >= shortestStatedSeconds ? stated : 0);
    if (seconds === 0) continue;
    const form = formOf(record.text);
    if ((found.get(form)?.seconds ?? 0) >= seconds) continue;
    const why = stated === seconds ? 'states' : 'silence';
    found.set(form, { seconds, why, record, yaml: skeleton(record, why, runtime) });
  }
  return [...found.values()].sort((left, right) => right.seconds - left.seconds).slice(0, most);
}

function statedSeconds(text: string): number {
  let longest = 0;
  for (const [duration] of firstLine(text).matchAll(durations)) longest = Math.max(longest, readDuration(duration) ?? 0);
  return longest;
}

/** Lines that differ by their figures alone are of one form. */
function formOf(text: string): string {
  return firstLine(text).replace(/\d+/g, '0');
}

function skeleton(record: Record, why: Suggestion['why'], runtime: string): string {
  const line = firstLine(record.text);
  const signal = {
    id: `${runtime}/${nameOf(line)}`,
    phase: 'process',
    ...(why === 'silence' ? { lasts: 'since-previous' } : {}),
    pattern: patternOf(line),
    examples: [why === 'states' ? { line: record.raw.split('\n')[0] ?? line, gives: { seconds: statedSeconds(line) } } : (record.raw.split('\n')[0] ?? line)],
    counterexamples: ['the nearest line that must not match'],
  };
  return stringify([signal], { lineWidth: 0, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' });
}

function nameOf(line: string): string {
  const words = line.toLowerCase().match(/[a-z]{2,}/g) ?? [];
  return words.slice(0, 4).join('-') || 'line';
}

/** The line as a pattern: its longest duration captured, other figures open, the rest literal and short. */
function patternOf(line: string): string {
  const longest = [...line.matchAll(durations)].sort((left, right) => (readDuration(right[0]) ?? 0) - (readDuration(left[0]) ?? 0))[0];
  if (longest === undefined) return literal(line.slice(0, 80));
  const before = line.slice(Math.max(0, longest.index - 60), longest.index);
  const after = line.slice(longest.index + longest[0].length, longest.index + longest[0].length + 20);
  const capture = longest[0].includes(':') ? '(?<duration>\\d{1,3}:\\d\\d:\\d\\d[.\\d]{0,7})' : '(?<duration>\\d[\\d.,]{0,14} ?[a-z]{1,12})';
  return `${literal(before)}${capture}${literal(after)}`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\d+(?:\\\.\d+)*/g, '\\d[\\d.]{0,20}');
}

function firstLine(text: string): string {
  const feed = text.indexOf('\n');
  return (feed === -1 ? text : text.slice(0, feed)).slice(0, 1_000);
}
