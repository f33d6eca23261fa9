import Table from 'cli-table3';
import type { BootReport } from '../../model/report.js';
import { cut, withoutMiddle } from '../layout.js';
import type { Palette } from '../palette.js';
import { formatSeconds } from '../quantity.js';
import { widthOf } from '../width.js';
import { byCost } from './causes.js';
import { bootName } from './evidence.js';
import { paintOf } from './headline.js';

const none = '–';

const figure = (seconds: number | null, prefix = ''): string => (seconds === null ? none : `${prefix}${formatSeconds(seconds)}`);

const firstRequest = (boot: BootReport): string =>
  boot.firstRequestSeconds === null && boot.firstRequestAtLeastSeconds !== null
    ? figure(boot.firstRequestAtLeastSeconds, '≥ ')
    : figure(boot.firstRequestSeconds);

const dearest = (boot: BootReport): string => byCost(boot.causes.filter((cause) => cause.severity !== 'note'))[0]?.id ?? none;

/** The folders that all paths begin with, their last slash included. */
const commonFolder = (ids: readonly string[]): string => {
  const [first = '', ...others] = ids;
  let end = first.lastIndexOf('/') + 1;
  while (end > 0 && !others.every((id) => id.startsWith(first.slice(0, end)))) end = first.lastIndexOf('/', end - 2) + 1;
  // Without its first slash a path would look like another.
  return end > 1 ? first.slice(0, end) : '';
};

/** What tells one boot from the others: its path without the folders that all share, and its replica. */
const namesOf = (boots: readonly BootReport[]): string[] => {
  const folder = commonFolder(boots.map((boot) => boot.id));
  return boots.map(({ id, replica }) => `${bootName(id.slice(folder.length))}${replica === null ? '' : ` ${replica}`}`.replaceAll('\n', ' '));
};

const causeHead = 'first cause';
const shortestName = 16;

/** All boots in short, one row each. */
export const bootTable = (boots: readonly BootReport[], width: number, palette: Palette): string[] => {
  const ready = boots.map((boot) => figure(boot.timeToReadySeconds));
  const request = boots.map(firstRequest);
  const widest = (figures: readonly string[], head: string): number => Math.max(head.length, ...figures.map((text) => text.length));
  // Borders and padding take 16 columns, the longest verdict 7.
  const roomWithout = width - 13 - 7 - widest(ready, 'ready');
  const roomWith = roomWithout - 3 - widest(request, '1st request');
  const hasRequest = roomWith >= causeHead.length + shortestName;
  const room = hasRequest ? roomWith : roomWithout;
  const names = namesOf(boots);
  const causes = boots.map(dearest);
  const longestCause = Math.max(causeHead.length, ...causes.map(widthOf));
  const nameWidth = Math.min(Math.max(...names.map(widthOf)), Math.max(shortestName, room - longestCause));
  const table = new Table({
    // Without a line between rows, the header's own line is gone too: it stands in bold instead.
    head: ['boot', 'verdict', 'ready', ...(hasRequest ? ['1st request'] : []), causeHead].map(palette.strong),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'left', 'right', ...(hasRequest ? (['right'] as const) : []), 'left'],
  });
  for (const [index, boot] of boots.entries()) {
    table.push([
      withoutMiddle(names[index] ?? '', nameWidth),
      paintOf(boot.verdict, palette)(boot.verdict),
      ready[index] ?? none,
      ...(hasRequest ? [request[index] ?? none] : []),
      cut(causes[index] ?? none, room - nameWidth),
    ]);
  }
  return table.toString().split('\n');
};
