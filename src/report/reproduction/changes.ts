import type { Difference, Reproduction } from '../../model/reproduction.js';
import type { Bytes } from '../../model/units.js';
import type { Palette } from '../palette.js';
import { formatBytes } from '../quantity.js';
import { differencePaint, differenceText, intervalText, table } from './figures.js';

const withInterval = (difference: Difference): string => `${differenceText(difference)}${intervalText(difference)}`;

const signedBytes = (bytes: Bytes | null): string => {
  if (bytes === null) return '';
  return `${bytes > 0 ? '+' : bytes < 0 ? '−' : '±'}${formatBytes(Math.abs(bytes))}`;
};

/** What each change saves of a start, and what it costs in a warm run, in memory and on the disk. */
export const changeTable = ({ changes, conditions, service }: Reproduction, palette: Palette): string[] => {
  if (changes.length === 0) return [];
  const base = conditions.find(({ role }) => role === 'base')?.title ?? 'base';
  const hasDisk = changes.some(({ diskBytes }) => diskBytes > 0);
  const disk = (text: string): string[] => (hasDisk ? [text] : []);
  const head = ['', 'first answer', service === null ? 'steady run' : 'steady request', 'peak', ...disk('disk')];
  const rows = changes.map(({ title, firstAnswer, steady, peakBytes, diskBytes }) => [
    title,
    withInterval(firstAnswer),
    differenceText(steady),
    signedBytes(peakBytes),
    ...disk(diskBytes > 0 ? formatBytes(diskBytes) : ''),
  ]);
  const paint = (row: number) => differencePaint(changes[row - 1]?.firstAnswer ?? null, palette);
  return ['', palette.strong(`Single changes  over ${base}; − saves`), ...table([head, ...rows], 1, paint)];
};
