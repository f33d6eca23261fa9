import { scaleLinear } from 'd3-scale';
import { type Selection, select } from 'd3-selection';
import { type D3ZoomEvent, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import type { Seconds } from '../../../model/units.js';
import type { Chart } from '../chart.js';
import { button, element } from './element.js';
import { layoutOf, rowAt } from './layout.js';
import { type Mark, rowsOf } from './marks.js';
import { markAt, neighbour } from './nearest.js';
import { overlay } from './overlay.js';
import { paint } from './paint.js';
import { timeTicks } from './time-ticks.js';

/** A waterfall on the page. */
export type Waterfall = {
  /** Dims what does not match; null dims nothing. */
  readonly filter: (isFound: ((mark: Mark) => boolean) | null) => void;
  /** Numbers of the causes that a bar here is about. */
  readonly causes: ReadonlySet<number>;
  /** Chooses the longest bar that a cause is about, and takes the focus. */
  readonly chooseCause: (number: number) => void;
  /** Draws anew: the colours have changed. */
  readonly redraw: () => void;
};

const hint = 'Click a bar for its lines. Keys: + − 0 ← → zoom, ↑ ↓ choose, Enter opens; the wheel zooms with Ctrl or after a click.';
const keyHelp = 'Plus and minus zoom, 0 shows all, left and right move the window, up and down choose a span, Enter shows its lines.';
const zoomStep = 1.6;
const panStep = 0.15;
/** The narrowest window. */
const finestSeconds: Seconds = 0.0005;
const slackPixels = 4;

const isReduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

const isZooming = (event: WheelEvent | MouseEvent | TouchEvent, chart: HTMLElement): boolean => {
  // The page's own scrolling stays: a wheel zooms once the picture has the focus, or with a key; one finger scrolls.
  if (event.type === 'wheel') return event.ctrlKey || event.metaKey || document.activeElement === chart;
  if ('touches' in event) return event.touches.length > 1;
  return !('button' in event) || event.button === 0;
};

/** Draws a waterfall into its host. `onOpen` gets what was clicked, or chosen with Enter. */
export const createWaterfall = (host: HTMLElement, chart: Chart, title: string, onOpen: (mark: Mark, opener: HTMLElement) => void): Waterfall => {
  const rows = rowsOf(chart);
  const byTime = rows.flatMap((row) => row.marks).sort((a, b) => a.from - b.from || b.to - a.to);
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  const status = element('p', { class: 'told', role: 'status' }, hint);
  const plot = element('div', { class: 'plot', tabindex: '0', role: 'application', 'aria-label': `Waterfall: ${title}. ${keyHelp}` }, canvas);
  const above = overlay(plot, chart, rows);
  const base = scaleLinear().domain([0, chart.seconds]);
  let layout = layoutOf(rows, 800, chart.milestones.length > 0);
  let transform: ZoomTransform = zoomIdentity;
  let selected: Mark | null = null;
  let isFound: (mark: Mark) => boolean = () => true;
  let frame = 0;

  const scaleNow = () => transform.rescaleX(base);

  const draw = (): void => {
    frame = 0;
    const scale = scaleNow();
    const [low = 0, high = 0] = scale.domain();
    const ticks = timeTicks(low, high, Math.max(2, Math.floor((layout.right - layout.left) / 90)));
    above.draw(layout, scale, ticks);
    paint(canvas, { rows, layout, scale, gridAt: ticks.map(({ seconds }) => scale(seconds)), selected, isFound });
  };
  const drawSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };

  const behaviour = zoom<HTMLDivElement, unknown>()
    .filter((event) => isZooming(event, plot))
    .on('zoom', (event: D3ZoomEvent<HTMLDivElement, unknown>) => {
      transform = event.transform;
      drawSoon();
    });
  const target: Selection<HTMLDivElement, unknown, null, undefined> = select<HTMLDivElement, unknown>(plot).call(behaviour);
  behaviour.duration(isReduced() ? 0 : 150);

  const resize = (): void => {
    if (host.clientWidth === 0) return;
    const [low = 0] = scaleNow().domain();
    layout = layoutOf(rows, host.clientWidth, chart.milestones.length > 0);
    plot.style.height = `${layout.height}px`;
    base.range([layout.left, layout.right]);
    const area: [[number, number], [number, number]] = [
      [layout.left, 0],
      [layout.right, layout.height],
    ];
    behaviour.extent(area).translateExtent(area);
    behaviour.scaleExtent([1, Math.max(1, chart.seconds / finestSeconds)]);
    // The window stays where it was, in seconds.
    const { k } = transform;
    behaviour.transform(target, zoomIdentity.translate(layout.left - k * base(low), 0).scale(k));
    drawSoon();
  };

  const tell = (mark: Mark | null): void => {
    status.textContent = mark === null ? hint : mark.describes;
  };
  const choose = (mark: Mark | null): void => {
    selected = mark;
    tell(mark);
    if (mark !== null) reveal(mark);
    drawSoon();
  };
  /** Moves the window to a mark that lies outside of it. */
  const reveal = (mark: Mark): void => {
    const [low = 0, high = 0] = scaleNow().domain();
    const middle = (mark.from + mark.to) / 2;
    if (mark.to < low || mark.from > high) behaviour.translateTo(target, base(middle), 0);
  };
  const centre = (): [number, number] => {
    const [low = 0, high = 0] = scaleNow().domain();
    const middle = selected === null ? (low + high) / 2 : (selected.from + selected.to) / 2;
    return [Math.min(Math.max(scaleNow()(middle), layout.left), layout.right), 0];
  };
  const pan = (share: number): void => behaviour.translateBy(target, ((layout.right - layout.left) * share) / transform.k, 0);
  const zoomBy = (factor: number): void => behaviour.scaleBy(target, factor, centre());
  const showAll = (): void => behaviour.transform(target, zoomIdentity);

  const keys: { readonly [key: string]: () => void } = {
    '+': () => zoomBy(zoomStep),
    '=': () => zoomBy(zoomStep),
    '-': () => zoomBy(1 / zoomStep),
    '0': showAll,
    ArrowLeft: () => pan(panStep),
    ArrowRight: () => pan(-panStep),
    ArrowDown: () => choose(neighbour(byTime, selected, 1)),
    ArrowUp: () => choose(neighbour(byTime, selected, -1)),
    Home: () => choose(byTime[0] ?? null),
    End: () => choose(byTime.at(-1) ?? null),
    Escape: () => choose(null),
    Enter: () => {
      if (selected !== null) onOpen(selected, plot);
    },
  };
  plot.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });

  const under = (event: MouseEvent): Mark | null => {
    const { left, top } = plot.getBoundingClientRect();
    const row = rows[rowAt(layout, event.clientY - top)];
    const x = event.clientX - left;
    if (row === undefined || x < layout.left - slackPixels) return null;
    const scale = scaleNow();
    return markAt(row, scale.invert(x), scale.invert(slackPixels) - scale.invert(0));
  };
  plot.addEventListener('pointermove', (event) => {
    const mark = under(event);
    plot.classList.toggle('over', mark !== null);
    tell(mark ?? selected);
  });
  plot.addEventListener('pointerleave', () => tell(selected));
  plot.addEventListener('click', (event) => {
    const mark = under(event);
    choose(mark);
    if (mark !== null) onOpen(mark, plot);
  });

  const tools = element(
    'div',
    { class: 'zoom', role: 'group', 'aria-label': `Zoom: ${title}` },
    button('−', { 'aria-label': 'Zoom out' }, () => zoomBy(1 / zoomStep)),
    button('+', { 'aria-label': 'Zoom in' }, () => zoomBy(zoomStep)),
    button('All', { 'aria-label': 'Show all' }, showAll),
  );
  host.replaceChildren(plot, element('div', { class: 'under' }, status, tools));
  new ResizeObserver(resize).observe(host);
  resize();
  return {
    filter: (found) => {
      isFound = found ?? (() => true);
      drawSoon();
    },
    causes: new Set(byTime.flatMap(({ cause }) => (cause === null ? [] : [cause.number]))),
    chooseCause: (number) => {
      const [longest] = byTime.filter(({ cause }) => cause?.number === number).sort((a, b) => b.seconds - a.seconds);
      plot.focus({ preventScroll: true });
      plot.scrollIntoView({ block: 'nearest' });
      choose(longest ?? null);
    },
    redraw: drawSoon,
  };
};
