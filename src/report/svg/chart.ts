import type { Bar, Waterfall, WaterfallRow } from '../drawing/waterfall.js';
import { formatSeconds, formatShare } from '../quantity.js';
import { type Block, escaped, line, pixel } from './block.js';
import { ticksOf } from './ticks.js';

/** Left and right edge of the bars; labels and figures stand left of them. */
const barsFrom = 272;
export const barsTo = 852;
const labelsFrom = 28;
const figuresTo = 206;
const sharesTo = 254;

const rowHeight = 22;
const barHeight = 14;
const axisHeight = 22;
/** Bars less than this apart are drawn as one. */
const closest = 2;
/** What is shorter is drawn this long, or it would not be seen. */
const shortest = 1.5;

type Drawn = { readonly markup: string; readonly hasMerged: boolean };

const xOf = (share: number): number => barsFrom + Math.min(1, Math.max(0, share)) * (barsTo - barsFrom);

const merged = (bars: readonly Bar[]): { from: number; to: number }[] => {
  const result: { from: number; to: number }[] = [];
  const inOrder = bars.map(({ from, to }) => ({ from: xOf(from), to: Math.max(xOf(to), xOf(from) + shortest) })).sort((a, b) => a.from - b.from);
  for (const { from, to } of inOrder) {
    const last = result.at(-1);
    if (last !== undefined && from - last.to < closest) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
};

const diamond = (x: number, y: number): string => `<path class="ready" d="M${pixel(x)} ${y - 6}l6 6l-6 6l-6-6z"/>`;

const look: { readonly [kind in Bar['kind']]: string } = { covered: 'covered', owned: 'own', unplaced: 'unplaced', gap: 'gap', mark: 'ready' };

/** All bars of one kind in one path: a rectangle each would be thrice as long. */
const path = (bars: readonly Bar[], kind: Bar['kind'], classes: string): Drawn => {
  const own = bars.filter((bar) => bar.kind === kind);
  if (own.length === 0) return { markup: '', hasMerged: false };
  const top = (rowHeight - barHeight) / 2;
  if (kind === 'mark') return { markup: own.map((bar) => diamond(Math.min(xOf(bar.from), barsTo - 2), rowHeight / 2)).join(''), hasMerged: false };
  const stretches = merged(own);
  const d = stretches.map(({ from, to }) => `M${pixel(from)} ${top}h${pixel(to - from)}v${barHeight}h-${pixel(to - from)}z`).join('');
  return { markup: `<path class="${classes}" d="${d}"/>`, hasMerged: stretches.length < own.length };
};

const figureOf = (seconds: number, total: number): string => {
  if (total < 1 || total >= 600) return formatSeconds(seconds);
  return `${seconds.toFixed(total < 10 ? 2 : 1)} s`;
};

const signs: { readonly [kind in WaterfallRow['kind']]: string } = { phase: '', gap: '', milestone: '◆ ' };

const drawRow = (row: WaterfallRow, total: number, isBlamed: boolean): Drawn => {
  const kinds = (['covered', 'unplaced', 'gap', 'owned', 'mark'] as const).map((kind) => path(row.bars, kind, `${look[kind]}${isBlamed ? ' blamed' : ''}`));
  const share = row.share === null ? '' : formatShare(row.share);
  const tip = [row.label, figureOf(row.seconds, total), share, row.where].filter((part) => part !== '').join(' · ');
  const texts = [
    line(labelsFrom, 15, 'row', `${signs[row.kind]}${row.label}`),
    line(figuresTo, 15, 'row right', figureOf(row.seconds, total)),
    ...(share === '' ? [] : [line(sharesTo, 15, 'row faint right', share)]),
  ];
  return {
    markup: `<g><title>${escaped(tip)}</title>${texts.join('')}${kinds.map((drawn) => drawn.markup).join('')}</g>`,
    hasMerged: kinds.some((drawn) => drawn.hasMerged),
  };
};

const axis = (total: number, height: number): string => {
  const ticks = ticksOf(total);
  const lines = ticks.map(({ at }) => `M${pixel(xOf(at / total))} 16V${height}`).join('');
  return `<path class="grid" d="${lines}"/>${ticks.map(({ at, label }) => line(xOf(at / total), 11, 'tick', label)).join('')}`;
};

/** The waterfall as a picture: bars to scale under an axis, gaps hatched; the phases that a cause blames stand out. */
export const chartBlock = (chart: Waterfall, blamed: ReadonlySet<string>): Block & { readonly hasMerged: boolean } => {
  const height = axisHeight + chart.rows.length * rowHeight;
  const rows = chart.rows.map((row) => drawRow(row, chart.seconds, row.kind === 'phase' && blamed.has(row.label)));
  const placed = rows.map(({ markup }, index) => `<g transform="translate(0 ${axisHeight + index * rowHeight})">${markup}</g>`);
  return { height, markup: [axis(chart.seconds, height), ...placed].join('\n'), hasMerged: rows.some((row) => row.hasMerged) };
};
