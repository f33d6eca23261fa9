import type { Margin } from './step.js';

const leastNumbers = 4;
const numbered = /^[ \t]{0,8}(\d{1,7})(\t|[:.)] ?| ?[|│] ?| +|$)/;
/** A time of day is no number of a line. */
const timeOfDay = /^[ \t]*\d\d?:\d\d(?!\d)/;

/** Numbers that go up by one from line to line, with the same behind each. */
export const numbersOf = (lines: readonly string[]): Margin | null => {
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
