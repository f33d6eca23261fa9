import { quantile } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';
import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { formatSeconds } from '../quantity.js';
import { anchorOf } from './boot-section.js';
import { html, type Markup } from './markup.js';
import { symbol } from './symbol.js';

/** Something that each boot may have a figure of. */
export type Measure = { readonly title: string; readonly of: (boot: BootReport) => Seconds | null };

type Dot = { readonly seconds: Seconds; readonly boot: BootReport; readonly index: number; readonly name: string };

const columns = 60;
const dotHeight = 9;
const mostHigh = 10;
/** From this ratio on, the small ones of a linear scale lie on each other. */
const logarithmicFrom = 30;

/** Seconds to per cent of the width. */
type Scale = { readonly at: (seconds: Seconds) => number; readonly ticks: readonly Seconds[]; readonly isLogarithmic: boolean };

const scaleOf = (dots: readonly Dot[]): Scale => {
  const [low, high] = [dots[0]?.seconds ?? 0, dots.at(-1)?.seconds ?? 1];
  if (low > 0 && high / low >= logarithmicFrom) {
    const scale = scaleLog().domain([low, high]).range([2, 98]).nice();
    return { at: scale, ticks: scale.ticks(5).filter((tick) => Number.isInteger(Math.log10(tick))), isLogarithmic: true };
  }
  const scale = scaleLinear()
    .domain([0, high * 1.02])
    .range([2, 98])
    .nice();
  return { at: scale, ticks: scale.ticks(5), isLogarithmic: false };
};

/** Dots in the same column stand on each other. */
const stacked = (dots: readonly Dot[], at: (seconds: Seconds) => number): { readonly dot: Dot; readonly column: number; readonly height: number }[] => {
  const heights = new Map<number, number>();
  return dots.map((dot) => {
    const column = Math.round((at(dot.seconds) / 100) * columns);
    const height = heights.get(column) ?? 0;
    heights.set(column, height + 1);
    return { dot, column, height };
  });
};

const tickMark = (tick: Seconds, x: string, floor: number): Markup => html`
<line class="axis" x1="${x}" x2="${x}" y1="${floor}" y2="${floor + 4}"/><text x="${x}" y="${floor + 17}">${formatSeconds(tick).replace('.0 ', ' ')}</text>`;

/** The names of median and p90 stand on either side, since the two may be near each other. */
const quantileMark = (name: string, x: string, floor: number, side: 'before' | 'after'): Markup => html`
<line class="quantile" x1="${x}" x2="${x}" y1="14" y2="${floor}"/><text class="${side}" x="${x}" dx="${side === 'before' ? 6 : -6}" y="10">${name}</text>`;

const dotMark = ({ boot, index, name, seconds }: Dot, x: string, y: number): Markup => html`
<a href="#${anchorOf(index)}" tabindex="-1">${symbol(boot.verdict, x, y.toFixed(1), `${name}: ${formatSeconds(seconds)}, ${boot.verdict}`)}</a>`;

const plot = (dots: readonly Dot[], { at, ticks }: Scale): Markup => {
  const placed = stacked(dots, at);
  const tallest = placed.reduce((most, { height }) => Math.max(most, height), 0) + 1;
  const floor = 26 + Math.min(tallest, mostHigh) * dotHeight;
  const step = Math.min(dotHeight, (mostHigh * dotHeight) / tallest);
  const x = (seconds: Seconds): string => `${at(seconds).toFixed(2)}%`;
  const [median, p90] = [0.5, 0.9].map((share) => quantile(dots, share, ({ seconds }) => seconds) ?? 0);
  // The table below says the same.
  return html`
<svg class="strip" width="100%" height="${floor + 22}" aria-hidden="true">
<line class="axis" x1="2%" x2="98%" y1="${floor}" y2="${floor}"/>${ticks.map((tick) => tickMark(tick, x(tick), floor))}
${quantileMark('median', x(median ?? 0), floor, 'before')}${quantileMark('p90', x(p90 ?? 0), floor, 'after')}${placed.map(({ dot, height }) =>
  dotMark(dot, x(dot.seconds), floor - 6 - height * step),
)}
</svg>`;
};

const summary = (dots: readonly Dot[], missing: number): Markup => {
  const at = (share: number): string => formatSeconds(quantile(dots, share, ({ seconds }) => seconds) ?? 0);
  const figures = [
    ['least', at(0)],
    ['median', at(0.5)],
    ['p90', at(0.9)],
    ['most', at(1)],
  ] as const;
  return html`
<table class="quantiles"><thead><tr><th scope="col">starts</th>${figures.map(([name]) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody><tr><td>${dots.length}${missing === 0 ? null : ` (${missing} without)`}</td>${figures.map(([, figure]) => html`<td>${figure}</td>`)}</tr></tbody></table>`;
};

/** How a figure is spread over the boots: a dot each, median and 90 %, and the same as a table. Null where fewer than two have it. */
export const distribution = (boots: readonly BootReport[], names: readonly string[], { title, of }: Measure): Markup | null => {
  const dots = boots
    .flatMap((boot, index): Dot[] => {
      const seconds = of(boot);
      return seconds === null ? [] : [{ seconds, boot, index, name: names[index] ?? boot.id }];
    })
    .sort((a, b) => a.seconds - b.seconds);
  if (dots.length < 2) return null;
  const scale = scaleOf(dots);
  return html`
<figure class="distribution"><figcaption>${title}${scale.isLogarithmic ? html` <span class="remark">logarithmic scale</span>` : null}</figcaption>${plot(dots, scale)}${summary(dots, boots.length - dots.length)}</figure>`;
};
