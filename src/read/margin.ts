import { withoutEscapes } from './ansi.js';
import { readClock } from './clock/clock.js';
import { levelOfCapitals, levelOfWord } from './level.js';

/**
 * What stands ahead of each line of a log that was pasted into a document, quoted in a thread, boxed on a screen, or printed with
 * line numbers or a name; and what such programs put into lines. It says nothing, and hides what lines begin with.
 */

/** Takes the margin off a line; one that has none is given back as it is. */
export type Margin = (text: string) => string;

const leastLines = 3;

/** Spaces, and one mark: of a quotation, the side of a box, of a comment. Several `>` are a prompt, a `#` without a blank is BuildKit's. */
const sameForAll = /^[ \t]*(?:>(?!>)|[|│┃]|(?:#{1,2}|\/\/)(?=[ \t]))?[ \t]*/;
const bareMark = /^[ \t]*[>|│┃#/]{0,2}[ \t]*$/;

/** The margin of a log that begins with these lines; null where it has none. */
export const marginOf = (beginning: string): Margin | null => {
  const lines = withoutEscapes(beginning).split(/\r?\n/);
  const steps: Margin[] = [];
  let written = lines.filter((line) => !bareMark.test(line));
  while (steps.length < mostSteps && written.length >= leastLines) {
    const step = stepOf(written);
    if (step === null) break;
    steps.push(step);
    written = written.map(step).filter((line) => !bareMark.test(line));
  }
  return steps.length === 0 ? null : (text) => steps.reduce((rest, step) => step(rest), text);
};

/** A quotation may be indented, its lines numbered. */
const mostSteps = 4;

const stepOf = (lines: readonly string[]): Margin | null => numbersOf(lines) ?? markOf(lines) ?? quotesOf(lines) ?? escapesOf(lines) ?? labelOf(lines);

/** A line without the other side of the box or table that it stands in, and the blanks ahead of it. */
export const withoutFarSide = (text: string, side: string): string => {
  const filled = text.trimEnd();
  return filled.endsWith(side) ? filled.slice(0, -side.length).trimEnd() : text;
};

const commonStart = (left: string, right: string): string => {
  let end = 0;
  while (end < left.length && left.charCodeAt(end) === right.charCodeAt(end)) end += 1;
  return left.slice(0, end);
};

const markOf = (lines: readonly string[]): Margin | null => {
  const mark = sameForAll.exec(lines.reduce(commonStart))?.[0] ?? '';
  const isTable = mark.includes('|') && lines.some((line) => line.trimEnd().endsWith('|'));
  if (mark === '' || isTable) return null;
  const side = /[│┃]/.exec(mark)?.[0] ?? null;
  const bare = mark.trimEnd();
  return (text) => {
    if (!text.startsWith(mark)) return text.trimEnd() === bare ? '' : text;
    const inside = text.slice(mark.length);
    return side === null ? inside : withoutFarSide(inside, side);
  };
};

const leastNumbers = 4;
const numbered = /^[ \t]{0,8}(\d{1,7})(\t|[:.)] ?| ?[|│] ?| +|$)/;
/** A time of day is no number of a line. */
const timeOfDay = /^[ \t]*\d\d?:\d\d(?!\d)/;

/** Numbers that go up by one from line to line, with the same behind each. */
const numbersOf = (lines: readonly string[]): Margin | null => {
  const found = lines.map((line) => numbered.exec(line));
  const first = found[0];
  if (lines.length < leastNumbers || first == null || timeOfDay.test(lines[0] ?? '')) return null;
  const start = Number(first[1]);
  if (!found.every((one, at) => one !== null && Number(one[1]) === start + at)) return null;
  const behind = found.filter((one, at) => one !== null && one[0].length < (lines[at] ?? '').length).map((one) => one?.[2] ?? '');
  const least = behind.reduce((left, right) => (right.length < left.length ? right : left), behind[0] ?? '');
  // An indent behind the number is the line's own, as far as it is not that of all.
  if (least === '' || !behind.every((one) => one.startsWith(least))) return null;
  return (text) => {
    const one = numbered.exec(text);
    if (one === null) return text;
    if (one[0].length === text.length) return '';
    const ahead = one[0].length - (one[2] ?? '').length;
    return text.startsWith(least, ahead) ? text.slice(ahead + least.length) : text;
  };
};

const quoted = /^[ \t]*[bu]?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'),?$/;
const bracket = /^[ \t]*[[\]],?[ \t]*$/;
const feedAtEnd = /(?:\\r)?\\n$/;

/** The quotes of a list of lines in JSON or Python, or of bytes as Python prints them, and line feeds that are escaped at the end of each line. */
const quotesOf = (lines: readonly string[]): Margin | null => {
  if (lines.every((line) => feedAtEnd.test(line))) return (text) => text.replace(feedAtEnd, '');
  // The first and the last may be the list's brackets.
  const inner = lines.filter((line) => !bracket.test(line));
  if (inner.length < leastLines || !inner.every((line) => quoted.test(line.trimEnd()))) return null;
  return (text) => {
    const found = quoted.exec(text.trimEnd());
    if (found === null) return bracket.test(text) ? '' : text;
    return unescaped(found[1] ?? found[2] ?? '');
  };
};

const escapes: { readonly [letter: string]: string } = { t: '\t', n: '\n', r: '\r' };
/** Escapes that stand for one character; others stay. */
const unescaped = (text: string): string => text.replace(feedAtEnd, '').replace(/\\(["'\\/tnr])/g, (_, letter: string) => escapes[letter] ?? letter);

const leastEscapes = 5;
const bareUnderscore = /(?:^|[^\\])_/;
const escapedMark = /\\([_*[\]()<>#+.!|{}~`-])/g;

/** Markdown's backslashes: a text processor that puts them leaves no underscore without. */
const escapesOf = (lines: readonly string[]): Margin | null => {
  const escaped = lines.reduce((sum, line) => sum + line.split('\\_').length - 1, 0);
  return escaped < leastEscapes || lines.some((line) => bareUnderscore.test(line)) ? null : (text) => text.replace(escapedMark, '$1');
};

const label = /^(?:\[([\w.-]{1,40})\]|\((\w{1,20})\)|([A-Za-z][\w./@#[\]-]{0,40})(?: ?[|:>]| -))(?: |$)/;
const outputs = new Set(['stdout', 'stderr', 'out', 'err']);
/** Of these, rules and envelopes know what they say. */
const known = /^(?:pid|rank|default|[TDEP]P|W-)\d|^(?:TRT|TRT-LLM|TensorRT-LLM|serving|MainProcess)$|^[IWEFDCT]$/;
const leastPrefixed = 2;
const leastShare = 0.2;

const wordOf = (line: string): string | null => {
  const found = label.exec(line);
  return found === null ? null : (found[1] ?? found[2] ?? found[3] ?? null);
};

/** Whether a line begins with a clock or a level. */
const isPrefixed = (text: string): boolean => {
  const at = text.charCodeAt(0) === 91 ? 1 : 0;
  const reading = readClock(text, at);
  return (reading !== null && reading.known !== 'stopwatch') || levelOfCapitals(/^\w{1,13}/.exec(text.slice(at, at + 14))?.[0] ?? '') !== null;
};

/** The names of the two outputs ahead of all lines, or numbers; or one name (a supervisor's, a task runner's) where many lines have the clock or level of a logger behind it. */
const labelOf = (lines: readonly string[]): Margin | null => {
  const words = new Set(lines.map(wordOf));
  const isOutput = [...words].every((word) => word !== null && (outputs.has(word.toLowerCase()) || /^\d{1,3}$/.test(word)));
  const [word] = words;
  if (word == null || (words.size > 1 && !isOutput) || known.test(word) || levelOfWord(word) !== null) return null;
  const prefixed = lines.filter((line) => isPrefixed(line.replace(label, ''))).length;
  if (!isOutput && (prefixed < leastPrefixed || prefixed < lines.length * leastShare)) return null;
  return (text) => {
    const own = wordOf(text);
    return own !== null && words.has(own) ? text.replace(label, '') : text;
  };
};
