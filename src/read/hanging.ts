import type { Draft } from './draft.js';
import { placeAt } from './prefix/columns.js';

/**
 * Messages that a terminal library (Rich) broke between words where their column ended, and set on below their own beginning:
 *
 *     [03/11/26 06:00:01] INFO     Loading the weights of the model
 *                                  'ranker' to memory
 */

/** A library that knows no terminal writes lines of 80 characters; some keep one of them free. */
const leastWidth = 79;
const leastIndent = 8;

/** Where a draft's text begins in its line, as far as that can be told; -1 else. */
const startOf = ({ raw, text }: Draft): number => raw.lastIndexOf(text.trimEnd());

/**
 * Whether a line goes on the sentence above it: it stands below the beginning of the record's message, and its first word had no room in
 * the line above (`above`, which may be the record's first). Lines that a program broke itself end where they like.
 */
export const isHanging = (first: Draft, above: Draft, next: Draft): boolean => {
  const rest = next.text.trimStart();
  const indent = next.text.length - rest.length;
  if (indent < leastIndent || startOf(first) - startOf(next) !== indent) return false;
  const message = above === first ? above.text : above.text.slice(indent);
  const end = placeAt(message);
  const column = end < 0 ? message : message.slice(0, end);
  const used = column.trimEnd().length;
  const isPadded = end >= 0 || column.length > used;
  const width = isPadded ? column.length : leastWidth - indent;
  const blank = rest.search(/\s/);
  return used + 1 + (blank < 0 ? rest.length : blank) > width;
};

/** A message without the source place at its end. */
export const withoutPlace = (text: string): string => {
  const end = placeAt(text);
  return end < 0 ? text : text.slice(0, end).trimEnd();
};
