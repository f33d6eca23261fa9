import { padLeft, padRight } from '../drawing/layout.js';
import type { Paint } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';

/** Rows of cells: the first column to the left, the others to the right; one column is painted, by the row. */
export const table = (rows: readonly (readonly string[])[], painted: number, paintOf: (row: number) => Paint): string[] => {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const cellAt = (cell: string, row: number, column: number): string => {
    const padded = column === 0 ? padRight(cell, widths[0] ?? 0) : padLeft(cell, widths[column] ?? 0);
    return column === painted ? paintOf(row)(padded) : padded;
  };
  return rows.map((row, at) => `  ${row.map((cell, column) => cellAt(cell, at, column)).join('  ')}`.trimEnd());
};

/** Columns that the table takes. */
export const tableWidth = (rows: readonly (readonly string[])[]): number => Math.max(...table(rows, -1, () => (text) => text).map(widthOf));
