import Table from 'cli-table3';
import type { BootReport } from '../../model/report.js';
import { cut, cutStart } from '../layout.js';
import type { Palette } from '../palette.js';
import { formatSeconds } from '../quantity.js';
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

/** All boots in short, one row each. */
export const bootTable = (boots: readonly BootReport[], width: number, palette: Palette): string[] => {
  const figures = boots.map((boot) => [figure(boot.timeToReadySeconds), firstRequest(boot)] as const);
  const widest = (column: 0 | 1, head: string): number => Math.max(head.length, ...figures.map((row) => row[column].length));
  // Borders and padding take 16 columns, the longest verdict 7.
  const room = width - 16 - 7 - widest(0, 'ready') - widest(1, '1st request');
  const causeWidth = Math.min(26, Math.max(8, Math.ceil(room * 0.55)));
  const idWidth = Math.max(6, room - causeWidth);
  const table = new Table({
    // Without a line between rows, the header's own line is gone too: it stands in bold instead.
    head: ['boot', 'verdict', 'ready', '1st request', 'first cause'].map(palette.strong),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'left', 'right', 'right', 'left'],
  });
  for (const [index, boot] of boots.entries()) {
    const [ready, request] = figures[index] ?? [none, none];
    const id = cutStart(bootName(boot.id).replaceAll('\n', ' '), idWidth);
    table.push([id, paintOf(boot.verdict, palette)(boot.verdict), ready, request, cut(dearest(boot), causeWidth)]);
  }
  return table.toString().split('\n');
};
