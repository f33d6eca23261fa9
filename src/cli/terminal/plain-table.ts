import Table from 'cli-table3';
import { sanitize } from '../../report/escape/sanitize.js';

const places = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right', 'left', 'left-mid', 'mid', 'mid-mid'];
const noLines = Object.fromEntries([...places, 'right', 'right-mid', 'middle'].map((place) => [place, '']));

/** Columns without lines around them, safe for a terminal. */
export const plainTable = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const drawn = new Table({ head: [...head], style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 }, chars: noLines });
  for (const row of rows) drawn.push([...row].map(sanitize));
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
