import type { Scope } from '../../model/phase.js';
import type { BootReport } from '../../model/report.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { type Bar, type WaterfallRow, waterfallOf } from '../drawing/waterfall.js';
import { drawChart } from './chart.js';

const glyphs: { readonly [kind in Bar['kind']]: string } = { covered: '─', owned: '█', unplaced: '▒', gap: '░', mark: '◆' };
const signs: { readonly [kind in WaterfallRow['kind']]: string } = { phase: '', gap: '░ ', milestone: '◆ ' };

const paintOf = (kind: WaterfallRow['kind'], palette: Palette): Paint => ({ phase: palette.phase, gap: palette.gap, milestone: palette.good })[kind];

/** The waterfall of one scope for a terminal. Empty where the scope has no phase and no gap. */
export const waterfall = (boot: BootReport, scope: Exclude<Scope, 'background'>, width: number, palette: Palette): string[] => {
  const chart = waterfallOf(boot, scope);
  if (chart === null) return [];
  const rows = chart.rows.map(({ kind, label, bars, ...row }) => ({
    ...row,
    label: `${signs[kind]}${label}`,
    stretches: bars.map(({ from, to, kind: bar }) => ({ from, to, glyph: glyphs[bar] })),
    paint: paintOf(kind, palette),
  }));
  return drawChart(rows, chart.seconds, width, palette);
};
