import { widthOf } from './width.js';

/** Filled with spaces on the right up to `width` columns. */
export const padRight = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Filled with spaces on the left up to `width` columns. */
export const padLeft = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** The beginning of a text that takes at most `width` columns. */
const headOf = (text: string, width: number): string => {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += widthOf(character);
    if (used > width) break;
    kept += character;
  }
  return kept;
};

/** At most `width` columns; what is cut off ends in `…`. For texts without colours. */
export const cut = (text: string, width: number): string => (widthOf(text) <= width ? text : `${headOf(text, width - 1).trimEnd()}…`);

/** Like `cut`, but the beginning goes: of a path the end tells more. */
export const cutStart = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  const backwards = headOf([...text].reverse().join(''), width - 1);
  return `…${[...backwards].reverse().join('')}`;
};

/** Like `cut`, but the middle goes: the beginning of a line tells its kind, its end has the figure. */
export const withoutMiddle = (text: string, columns: number): string => {
  if (widthOf(text) <= columns) return text;
  const tail = Math.floor(columns * 0.4);
  return `${cut(text, columns - tail)}${cutStart(text, tail).slice(1)}`;
};

/** Pieces of at most `room` columns of a word that is longer. */
const broken = (word: string, room: number): string[] => {
  const pieces: string[] = [];
  let rest = word;
  while (widthOf(rest) > room) {
    // At least one character, however narrow the room.
    const piece = headOf(rest, room) || [...rest].slice(0, 1).join('');
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
};

/** A figure and its unit stay on one row. */
const glued = (line: string): string => line.replace(/(\d) (?=(?:m?s|min|h|%|[KMGT]?i?B)(?!\w))/g, '$1\u00a0');

const wrapLine = (given: string, room: number): string[] => {
  if (widthOf(given) <= room) return [given.trim()];
  const line = glued(given);
  const rows: string[] = [];
  let row = '';
  let used = 0;
  for (const word of line.trim().split(' ')) {
    const width = widthOf(word);
    if (row !== '' && used + 1 + width <= room) {
      row += ` ${word}`;
      used += 1 + width;
      continue;
    }
    if (row !== '') rows.push(row.trimEnd());
    const pieces = width > room ? broken(word, room) : [word];
    rows.push(...pieces.slice(0, -1));
    row = pieces.at(-1) ?? '';
    used = widthOf(row);
  }
  return [...rows, row.trimEnd()].map((text) => text.replaceAll('\u00a0', ' '));
};

/** Lines of at most `width` columns, broken at spaces, the first behind `first`, the others behind `rest` (both may be coloured). */
export const wrap = (text: string, width: number, first = '', rest = ' '.repeat(widthOf(first))): string[] => {
  const room = Math.max(10, width - Math.max(widthOf(first), widthOf(rest)));
  const lines = text.split('\n').flatMap((line) => wrapLine(line, room));
  return lines.map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd());
};
