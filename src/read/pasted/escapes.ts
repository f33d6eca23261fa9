import type { Margin } from './step.js';

const leastEscapes = 5;
const bareUnderscore = /(?:^|[^\\])_/;
const escapedMark = /\\([_*[\]()<>#+.!|{}~`-])/g;

/** Markdown's backslashes: a text processor that puts them leaves no underscore without. */
export const escapesOf = (lines: readonly string[]): Margin | null => {
  const escaped = lines.reduce((sum, line) => sum + line.split('\\_').length - 1, 0);
  return escaped < leastEscapes || lines.some((line) => bareUnderscore.test(line)) ? null : (text) => text.replace(escapedMark, '$1');
};
