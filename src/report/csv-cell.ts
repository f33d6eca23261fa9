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

/** A value as a cell of a table for a spreadsheet: one line, quoted where it must be, and no formula whatever opens the table. */
export const csvCell = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return figure(value);
  const text = disarmed(value);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
