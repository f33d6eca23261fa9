import type { Row } from './database.js';

const escapes: Readonly<{ [letter: string]: string }> = { b: '\b', f: '\f', r: '\r', n: '\n', t: '\t', '0': '\0' };

const cellOf = (text: string): string => {
  if (!text.includes('\\')) return text;
  return text === '\\N' ? '' : text.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter);
};

/** Rows of ClickHouse's `TabSeparated`, which all versions know; null where the answer broke off, or an error stands behind its rows. */
export const rowsIn = (text: string): Row[] | null => {
  if (text === '') return [];
  if (!text.endsWith('\n')) return null;
  const rows = text
    .slice(0, -1)
    .split('\n')
    .map((line) => line.split('\t').map(cellOf));
  return rows.every((row) => row.length === rows[0]?.length) && !/^Code: \d+, /m.test(text.slice(-2000)) ? rows : null;
};
