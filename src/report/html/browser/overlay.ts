import { axisTop } from 'd3-axis';
import type { ScaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import type { Seconds } from '../../../model/units.js';
import type { Chart } from '../chart.js';
import { barHeight, type Layout } from './layout.js';
import type { Row } from './marks.js';

type Tick = { readonly seconds: Seconds; readonly text: string };

/** Axis, names of rows and milestones: SVG above the canvas. */
export type Overlay = { readonly draw: (layout: Layout, scale: ScaleLinear<number, number>, ticks: readonly Tick[]) => void };

/** Milestones nearer than this have one label. */
const nearPixels = 70;
const labelCharacters = 22;
const wideCharacters = 48;

const cut = (text: string, characters: number): string => (text.length > characters ? `${text.slice(0, characters - 1)}…` : text);

type Milestone = { readonly x: number; readonly names: readonly string[] };

/** Milestones inside of the window, those that stand together as one. */
const milestonesAt = ({ milestones }: Chart, layout: Layout, scale: ScaleLinear<number, number>): Milestone[] => {
  const placed: { x: number; names: string[] }[] = [];
  for (const { name, seconds } of milestones) {
    const x = scale(seconds);
    const last = placed.at(-1);
    if (x < layout.left - 1 || x > layout.right + 1) continue;
    if (last !== undefined && x - last.x < nearPixels) last.names.push(name);
    else placed.push({ x, names: [name] });
  }
  return placed;
};

/** Adds the overlay to the plot. */
export const overlay = (plot: HTMLElement, chart: Chart, rows: readonly Row[]): Overlay => {
  const svg = select(plot).append('svg').attr('aria-hidden', 'true').attr('class', 'overlay');
  const axis = svg.append('g').attr('class', 'axis');
  const names = svg.append('g').attr('class', 'names');
  const lines = svg.append('g').attr('class', 'milestones');
  const texts = svg.append('g').attr('class', 'milestones');
  let laidOut: Layout | null = null;

  const drawNames = (layout: Layout): void => {
    const isNarrow = layout.left < 100;
    const labelled = rows.map((row, index) => ({ ...row, top: layout.rowTops[index] ?? 0 })).filter(({ label }) => label !== '');
    svg.attr('width', layout.width).attr('height', layout.height);
    names
      .selectAll('text')
      .data(labelled)
      .join('text')
      .attr('class', ({ kind }) => kind)
      .attr('x', isNarrow ? 2 : layout.left - 10)
      .attr('y', ({ top }) => (isNarrow ? top - 5 : top + barHeight / 2 + 4))
      .attr('text-anchor', isNarrow ? 'start' : 'end')
      .text(({ label }) => cut(label, isNarrow ? wideCharacters : labelCharacters));
  };

  return {
    draw: (layout, scale, ticks) => {
      if (layout !== laidOut) drawNames(layout);
      laidOut = layout;
      const text = new Map(ticks.map((tick) => [tick.seconds, tick.text]));
      axis.attr('transform', `translate(0,${layout.top - 2})`).call(
        axisTop<number>(scale)
          .tickValues([...text.keys()])
          .tickFormat((seconds) => text.get(seconds) ?? '')
          .tickSizeOuter(0)
          .tickSizeInner(4),
      );
      const milestones = milestonesAt(chart, layout, scale);
      lines
        .selectAll('line')
        .data(chart.milestones.map(({ seconds }) => scale(seconds)).filter((x) => x >= layout.left - 1 && x <= layout.right + 1))
        .join('line')
        .attr('x1', (x) => x)
        .attr('x2', (x) => x)
        .attr('y1', 16)
        .attr('y2', layout.height);
      texts
        .selectAll('text')
        .data(milestones)
        .join('text')
        .attr('x', ({ x }) => x + (x > layout.width / 2 ? 3 : -3))
        .attr('y', 12)
        .attr('text-anchor', ({ x }) => (x > layout.width / 2 ? 'end' : 'start'))
        .text(({ names: all }) => `◆ ${all.join(' · ')}`);
    },
  };
};
