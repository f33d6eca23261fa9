/**
 * What a spreadsheet would take for a formula at the beginning of a cell, behind blanks and quotes too; and behind a semicolon, where
 * programs of many countries begin a new cell whatever the quotes say. After https://owasp.org/www-community/attacks/CSV_Injection.
 */
const formula = /(^|;)(?=[\s"'`]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** A text as data: one line, and no formula whatever opens the table. */
const disarmed = (text: string): string =>
  text
    .trim()
    .replace(/\s*\n\s*/g, ' ↵ ')
    .replace(formula, "$1'");

const figure = (value: number): string => String(Number(value.toFixed(6)));

export type CsvValue = string | number | null | undefined;

/** One line, quoted where it must be, and no formula whatever opens the table. */
const cell = (value: CsvValue): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return figure(value);
  const text = disarmed(value);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as RFC 4180 has it, so lines end in CRLF; what a spreadsheet would run as a formula has an apostrophe in front. */
export const csvText = (columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** The same, of rows by the names of their columns. */
export const csvTextOf = <Column extends string>(columns: readonly Column[], rows: readonly { readonly [column in Column]?: CsvValue }[]): string =>
  csvText(
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
