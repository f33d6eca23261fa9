import { durationWords } from '../../src/diagnose/words.js';
import { listOf } from '../../src/rules/one-or-more.js';
import { compilePattern } from '../../src/rules/pattern.js';
import type { SignalRule } from '../../src/rules/schema.js';
import { code, link, prose } from './markdown.js';

/** Longest example that a table shows whole. */
const exampleCharacters = 150;
/** Of a longer one, what is shown before the words that the rule reads. */
const charactersBefore = 30;

/** A signal as a row: its name, what it tells, one line that shows it, the versions that print it, where that is written. */
export function signalRow(signal: SignalRule): string[] {
  const [, name = signal.id] = signal.id.split('/');
  return [code(name), telling(signal), code(exampleOf(signal)), signal.versions === undefined ? '' : code(signal.versions), sources(signal)];
}

function telling(signal: SignalRule): string {
  const { phase, scope, starts, ends, lasts, milestone, boot, request, shape, metric, heartbeat, typical, levels } = signal;
  const parts = [
    phase === undefined ? '' : `time on ${code(phase)}${measure(signal)}`,
    phase === undefined && starts !== undefined ? `begins ${code(starts)}` : '',
    phase === undefined && ends !== undefined ? `ends ${code(ends)}` : '',
    phase === undefined && lasts !== undefined ? lastsWords[lasts] : '',
    scope === undefined ? '' : `scope ${code(scope)}`,
    listOf(signal.event).map(code).join(', '),
    milestone === undefined ? '' : `**${milestone}**`,
    boot === undefined ? '' : bootWords[boot],
    request === undefined ? '' : requestWords[request],
    shape === undefined ? '' : `a ${shape} shape`,
    metric === true ? 'a latency figure' : '',
    heartbeat === true ? 'heartbeat: ends no silence' : '',
    levels === undefined ? '' : `only at level ${levels.join(', ')}`,
    typical === undefined ? '' : `typically ${durationWords(typical.low)} to ${durationWords(typical.high)} (${prose(typical.for)})`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? factsOf(signal) : parts.join('; ');
}

const lastsWords = {
  'until-next': 'lasts until the next line',
  'since-previous': 'since the line before',
  'since-boot': 'since the boot began',
  'opening-to-next': 'until the next line, if nothing but imports was said before',
  'since-first': 'since the boot began, if nothing was said since',
} as const;
const bootWords = {
  starts: 'a boot starts',
  'may-start': 'a boot may start',
  begins: 'the boot has begun',
  ends: 'the boot ends',
  fails: 'the boot fails',
  'may-fail': 'the boot fails, where little follows',
} as const;
const requestWords = { starts: 'a request starts', ends: 'a request ends', 'first-token': 'first token of a request' } as const;

function measure({ starts, ends, lasts }: SignalRule): string {
  if (starts !== undefined) return ` (from here, pair ${code(starts)})`;
  if (ends !== undefined) return ` (up to here, pair ${code(ends)})`;
  return lasts === undefined ? '' : ` (${lastsWords[lasts]})`;
}

/** What a signal that tells nothing else is read for: the facts that its pattern captures. */
function factsOf({ pattern, facts }: SignalRule): string {
  const captured = listOf(pattern).flatMap((one) => [...one.matchAll(/\(\?<(\w+)>/g)].map((match) => match[1] ?? ''));
  const names = [...new Set([...captured, ...Object.keys(facts ?? {})])];
  return names.length === 0 ? 'which program it is' : `facts ${names.map(code).join(', ')}`;
}

/** The example's line, cut to the part around the words that are read. */
function exampleOf({ examples, pattern }: SignalRule): string {
  const [example] = examples;
  const text = (typeof example === 'string' ? example : (example?.line ?? '')).trim();
  const lines = text.split('\n');
  const patterns = listOf(pattern).map(compilePattern);
  const line = lines.find((one) => patterns.some((form) => form.test(one))) ?? lines[0] ?? '';
  if (line.length <= exampleCharacters) return line;
  const at = Math.min(...patterns.map((form) => form.exec(line)?.index ?? Number.POSITIVE_INFINITY));
  const from = Number.isFinite(at) && at > charactersBefore ? Math.min(at - charactersBefore, line.length - exampleCharacters) : 0;
  const cut = [...line.slice(from)].slice(0, exampleCharacters).join('').trim();
  return `${from > 0 ? '…' : ''}${cut}${from + exampleCharacters < line.length ? '…' : ''}`;
}

function sources({ references }: SignalRule): string {
  return (references ?? []).map((reference, index) => link(String(index + 1), reference)).join(' ');
}
