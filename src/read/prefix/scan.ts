/** Steps over the characters of a logger's prefix. */

export const space = 32;

/** Index of the first character from `index` on that is no blank or tab. */
export const skipSpaces = (text: string, index: number): number => {
  let at = index;
  while (text.charCodeAt(at) === space || text.charCodeAt(at) === 9) at += 1;
  return at;
};

/** Whether a character code is a Latin letter's. */
export const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** Index after the letters that stand at `index`. */
export const wordEnd = (text: string, index: number): number => {
  let end = index;
  while (isLetter(text.charCodeAt(end))) end += 1;
  return end;
};

/** Whether a character code is a digit's. */
export const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Where the match of a sticky pattern at an index ends, or -1. */
export const matchEnd = (pattern: RegExp, text: string, index: number): number => {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : -1;
};

/** After a level or clock: one separator of loggers (`: `, ` - `, ` | `, `;`), and blanks. Keeps the indent of what follows a source place. */
export const afterSeparator = (text: string, index: number): number => {
  const at = skipSpaces(text, index);
  const code = text.charCodeAt(at);
  if ((code === 58 || code === 59 || code === 124) && at === index) return skipSpaces(text, at + 1);
  // A padded level: `INFO     : message`
  if (code === 58 && text.charCodeAt(at + 1) === space) return skipSpaces(text, at + 2);
  if (code === 124 || code === 45) return text.charCodeAt(at + 1) === space ? skipSpaces(text, at + 1) : at;
  return at;
};

/** The separator that stands before an index: the code of `|`, `-`, `:`, or of a blank. */
export const separatorBefore = (text: string, index: number): number => {
  let at = index - 1;
  while (at > 0 && text.charCodeAt(at) === space) at -= 1;
  const code = text.charCodeAt(at);
  return code === 124 || code === 45 || code === 58 ? code : space;
};
