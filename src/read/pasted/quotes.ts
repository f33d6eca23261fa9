import { leastLines, type Margin } from './step.js';

const quoted = /^[ \t]*[bu]?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'),?$/;
const bracket = /^[ \t]*[[\]],?[ \t]*$/;
const feedAtEnd = /(?:\\r)?\\n$/;

/** The quotes of a list of lines in JSON or Python, or of bytes as Python prints them, and line feeds that are escaped at the end of each line. */
export const quotesOf = (lines: readonly string[]): Margin | null => {
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
