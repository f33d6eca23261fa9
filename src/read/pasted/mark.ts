import type { Margin } from './step.js';

/** Spaces, and one mark: of a quotation, the side of a box, of a comment. Several `>` are a prompt, a `#` without a blank is BuildKit's. */
const sameForAll = /^[ \t]*(?:>(?!>)|[|│┃]|(?:#{1,2}|\/\/)(?=[ \t]))?[ \t]*/;

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

/** The indent of all lines, or the mark of a quotation, a comment or a box's side ahead of them. */
export const markOf = (lines: readonly string[]): Margin | null => {
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
