/** A column's head, and where its figures stand. */
export type Column = { readonly head: string; readonly align?: 'right' };

/**
 * A pipe ends a cell even inside of code. An odd number of backslashes before it takes that away, and none of them may be taken for
 * another's: cmark-gfm pairs them up, markdown-it looks at the last one only.
 */
const cell = (markdown: string): string =>
  markdown.replace(/\n/g, ' ').replace(/(?<!\\)(\\*)\|/g, (pipe, slashes: string) => (slashes.length % 2 === 1 ? pipe : `${slashes}\\|`));

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A table in GitHub's Markdown of cells that are Markdown (`inline`, `code`) themselves; a column that is empty in each row is left out. */
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const shown = columns.map((column, index) => ({ ...column, index })).filter(({ index }) => rows.some((cells) => (cells[index] ?? '') !== ''));
  const lines = rows.map((cells) => row(shown.map(({ index }) => cells[index] ?? '')));
  return [row(shown.map(({ head }) => head)), row(shown.map(({ align }) => (align === 'right' ? '--:' : '---'))), ...lines].join('\n');
};
