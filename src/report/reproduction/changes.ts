import type { ChangeSummary, Difference, Reproduction } from '../../model/reproduction.js';
import type { Bytes } from '../../model/units.js';
import type { Palette } from '../drawing/palette.js';
import { formatBytes } from '../quantity.js';
import { table, tableWidth } from '../text/table.js';
import { differencePaint, differenceText, intervalText } from './figures.js';

const withInterval = (difference: Difference): string => `${differenceText(difference)}${intervalText(difference)}`;

const signedBytes = (bytes: Bytes | null): string => {
  if (bytes === null) return '';
  return `${bytes > 0 ? '+' : bytes < 0 ? '−' : '±'}${formatBytes(Math.abs(bytes))}`;
};

/** What each change saves of a start, and what it costs in a warm run, in memory and on the disk: by their ids, without intervals and in two parts where they find no room. */
export const changeTable = ({ changes, conditions, service }: Reproduction, width: number, palette: Palette): string[] => {
  if (changes.length === 0) return [];
  const base = conditions.find(({ role }) => role === 'base')?.title ?? 'base';
  const disk = (text: string): string[] => (changes.some(({ diskBytes }) => diskBytes > 0) ? [text] : []);
  const run = service === null ? 'run' : 'request';
  const timeHead = ['first answer', `first ${run}`, `steady ${run}`];
  const times = ({ firstRun, steady }: ChangeSummary): string[] => [differenceText(firstRun), differenceText(steady)];
  const sizeHead = ['peak', ...disk('disk')];
  const sizes = ({ peakBytes, diskBytes }: ChangeSummary): string[] => [signedBytes(peakBytes), ...disk(diskBytes > 0 ? formatBytes(diskBytes) : '')];
  const whole = [['', ...timeHead, ...sizeHead], ...changes.map((one) => [one.title, withInterval(one.firstAnswer), ...times(one), ...sizes(one)])];
  const paint = (row: number) => differencePaint(changes[row - 1]?.firstAnswer ?? null, palette);
  const title = ['', palette.strong(`Single changes  over ${base}; − saves`)];
  if (tableWidth(whole) <= width) return [...title, ...table(whole, 1, paint)];
  const narrow = [['', ...timeHead], ...changes.map((one) => [one.id, differenceText(one.firstAnswer), ...times(one)])];
  // Their ids do not tell what was done.
  const set = changes
    .filter(({ id }) => id === 'together' || id === 'tokenizer-format')
    .map(({ id, title: own }) => palette.faint(`  ${id === 'together' ? own : `${id}: ${own}`}`));
  return [
    ...title,
    ...table(narrow, 1, paint),
    ...set,
    ...table([['', ...sizeHead], ...changes.map((one) => [one.id, ...sizes(one)])], -1, () => palette.faint),
  ];
};
