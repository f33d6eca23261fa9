import Table from 'cli-table3';
import type { BootReport } from '../../model/report.js';
import { bootRows } from '../boot-row.js';
import { cut, withoutMiddle } from '../drawing/layout.js';
import type { Palette } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';
import { paintOf } from './headline.js';

const causeHead = 'first cause';
const shortestName = 16;

/** A table of more is not read, and takes long to draw. */
const mostRows = 100;

/** Boots in short, one row each; of very many the first. */
export const bootTable = (all: readonly BootReport[], width: number, palette: Palette): string[] => {
  const boots = all.slice(0, mostRows);
  const rows = bootRows(boots);
  const widest = (figures: readonly string[], head: string): number => Math.max(head.length, ...figures.map((text) => text.length));
  // Borders and padding take 16 columns, the longest verdict 7.
  const roomWithout =
    width -
    13 -
    7 -
    widest(
      rows.map((row) => row.ready),
      'ready',
    );
  const roomWith =
    roomWithout -
    3 -
    widest(
      rows.map((row) => row.firstRequest),
      '1st request',
    );
  const hasRequest = roomWith >= causeHead.length + shortestName;
  const room = hasRequest ? roomWith : roomWithout;
  const longestCause = Math.max(causeHead.length, ...rows.map((row) => widthOf(row.cause)));
  const nameWidth = Math.min(Math.max(...rows.map((row) => widthOf(row.name))), Math.max(shortestName, room - longestCause));
  const table = new Table({
    // Without a line between rows, the header's own line is gone too: it stands in bold instead.
    head: ['boot', 'verdict', 'ready', ...(hasRequest ? ['1st request'] : []), causeHead].map(palette.strong),
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', 'left', 'right', ...(hasRequest ? (['right'] as const) : []), 'left'],
  });
  for (const [index, { name, ready, firstRequest, cause }] of rows.entries()) {
    const verdict = boots[index]?.verdict ?? 'unknown';
    table.push([
      withoutMiddle(name, nameWidth),
      paintOf(verdict, palette)(verdict),
      ready,
      ...(hasRequest ? [firstRequest] : []),
      cut(cause, room - nameWidth),
    ]);
  }
  const more = all.length - boots.length;
  return [...table.toString().split('\n'), ...(more > 0 ? [palette.faint(`and ${more} more boots`)] : [])];
};
