import { withoutEscapes } from './ansi.js';

/**
 * What stands ahead of each line of a log that was pasted into a document, quoted in a thread, boxed on a screen, or printed with
 * line numbers. It says nothing, and hides what lines begin with.
 */

/** Takes the margin off a line; one that has none is given back as it is. */
export type Margin = (text: string) => string;

const sampleCharacters = 8192;
const leastLines = 3;

/** Spaces, and one mark: of a quotation, the side of a box, of a comment. Several `>` are a prompt, a `#` without a blank is BuildKit's. */
const sameForAll = /^[ \t]*(?:>(?!>)|[|│┃]|(?:#{1,2}|\/\/)(?=[ \t]))?[ \t]*/;
const bareMark = /^[ \t]*[>|│┃#/]{0,2}[ \t]*$/;

/** The margin of a log that begins with this text; null where it has none. */
export const marginOf = (beginning: string): Margin | null => {
  const sample = withoutEscapes(beginning.slice(0, sampleCharacters));
  const lines = sample.split(/\r?\n/);
  // The last one may be cut.
  if (beginning.length >= sampleCharacters) lines.pop();
  const written = lines.filter((line) => !bareMark.test(line));
  if (written.length < leastLines) return null;
  return numbersOf(written) ?? markOf(written);
};

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
