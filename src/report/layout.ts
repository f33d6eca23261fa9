import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Columns that a text takes on a terminal: wide characters count two, colours none. */
export const widthOf = (text: string): number => stringWidth(text);

/** Filled with spaces on the right up to `width` columns. */
export const padRight = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Filled with spaces on the left up to `width` columns. */
export const padLeft = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;

/** At most `width` columns; what is cut off ends in `…`. For texts without colours. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += widthOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
};

/** Like `cut`, but the beginning goes: of a path the end tells more. */
export const cutStart = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && widthOf(characters.join('')) > width - 1) characters.shift();
  return `…${characters.join('')}`;
};

/** Lines of at most `width` columns, the first behind `first`, the others behind `rest` (both may be coloured). */
export const wrap = (text: string, width: number, first = '', rest = ' '.repeat(widthOf(first))): string[] => {
  const room = Math.max(10, width - Math.max(widthOf(first), widthOf(rest)));
  const lines = text.split('\n').flatMap((line) => wrapAnsi(line, room, { hard: true, trim: true }).split('\n'));
  return lines.map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd());
};
