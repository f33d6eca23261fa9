import { cutStart, padLeft, padRight } from '../drawing/layout.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { widthOf } from '../drawing/width.js';
import { formatSeconds, formatShare } from '../quantity.js';

/** A stretch of the axis, as shares of its length, and the character that fills it. */
export type Stretch = { readonly from: number; readonly to: number; readonly glyph: string };

/** One line of a waterfall. */
export type Row = {
  readonly label: string;
  readonly seconds: number;
  readonly share: number | null;
  readonly stretches: readonly Stretch[];
  /** Where the figure stands in the log; shown where there is room. */
  readonly where: string;
  readonly paint: Paint;
};

const roomForWhere = 104;
const whereWidth = 24;

/** A line of `width` cells with the stretches drawn to scale, later ones over earlier ones; what is too short for a cell gets a sliver. */
const drawBar = (stretches: readonly Stretch[], width: number): string => {
  const cells: string[] = Array.from({ length: width }, () => ' ');
  for (const { from, to, glyph } of stretches) {
    const first = Math.min(width - 1, Math.max(0, Math.round(from * width)));
    const end = Math.min(width, Math.round(to * width));
    if (end <= first) {
      if (cells[first] === ' ' || glyph === '█') cells[first] = glyph === '█' ? '▏' : glyph;
      continue;
    }
    cells.fill(glyph, first, end);
  }
  return cells.join('').trimEnd();
};

const figure = (seconds: number, total: number): string => {
  if (total < 1) return seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : formatSeconds(seconds);
  if (total >= 3600) return formatSeconds(seconds);
  return `${seconds.toFixed(total < 10 ? 2 : 1)} s`;
};

const ruler = (total: number, left: number, bar: number): string => {
  const end = formatSeconds(total);
  return ' '.repeat(left) + padRight('0 s', bar - widthOf(end)) + end;
};

/** The rows as bars along one axis of `totalSeconds`, at most `width` columns wide, under a ruler. */
export const drawChart = (rows: readonly Row[], totalSeconds: number, width: number, palette: Palette): string[] => {
  const figures = rows.map((row) => figure(row.seconds, totalSeconds));
  const labelWidth = Math.max(...rows.map((row) => widthOf(row.label)), 12);
  const figureWidth = Math.max(...figures.map((text) => text.length), 6);
  const left = 2 + labelWidth + 2 + figureWidth + 1 + 5 + 2;
  const right = width >= roomForWhere ? whereWidth + 2 : 0;
  const bar = Math.max(10, width - left - right);
  const lines = rows.map((row, index) => {
    const share = row.share === null ? '' : formatShare(row.share);
    const head = `  ${padRight(row.label, labelWidth)}  ${padLeft(figures[index] ?? '', figureWidth)} ${padLeft(share, 5)}  `;
    const drawn = drawBar(row.stretches, bar);
    const tail = right === 0 || row.where === '' ? '' : `${' '.repeat(bar - widthOf(drawn) + 2)}${palette.faint(cutStart(row.where, whereWidth))}`;
    return `${head}${row.paint(drawn)}${tail}`.trimEnd();
  });
  return [palette.faint(ruler(totalSeconds, left, bar)), ...lines];
};
