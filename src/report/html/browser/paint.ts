import type { ScaleLinear } from 'd3-scale';
import { formatSeconds } from '../../quantity.js';
import { barHeight, type Layout } from './layout.js';
import type { Mark, Row } from './marks.js';

type Scale = ScaleLinear<number, number>;

/** The page's colours by name, as its style has them now. */
type Ink = (name: string) => string;

export type Picture = {
  readonly rows: readonly Row[];
  readonly layout: Layout;
  readonly scale: Scale;
  readonly gridAt: readonly number[];
  readonly selected: Mark | null;
  /** Whether a mark is meant by what is searched for; others are dimmed. */
  readonly isFound: (mark: Mark) => boolean;
};

/** More marks than this in a row have no room for their figures. */
const mostLabelled = 24;
const badgeRadius = 7;
const dimmed = 0.25;
/** Browsers draw nothing on a canvas that is higher. */
const mostPixels = 16_000;

const hatchOf = (context: CanvasRenderingContext2D, ink: Ink): CanvasPattern | string => {
  const tile = document.createElement('canvas');
  tile.width = 8;
  tile.height = 8;
  const pen = tile.getContext('2d');
  if (pen === null) return ink('--hatch');
  pen.strokeStyle = ink('--hatch');
  pen.lineWidth = 1.4;
  pen.beginPath();
  for (const offset of [-8, 0, 8]) {
    pen.moveTo(offset - 1, 9);
    pen.lineTo(offset + 9, -1);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? ink('--hatch');
};

const fillOf = (mark: Mark, ink: Ink, hatch: CanvasPattern | string): CanvasPattern | string => {
  if (mark.kind === 'gap' || !mark.isPlaced) return hatch;
  return ink(mark.cause === null ? '--bar' : mark.cause.severity === 'error' ? '--bar-error' : '--bar-warning');
};

/** Numbers of causes and figures beside or in a bar, where there is room. */
const label = (context: CanvasRenderingContext2D, mark: Mark, ends: { x0: number; x1: number; y: number; roomRight: number; left: number }, ink: Ink): void => {
  const text = formatSeconds(mark.seconds);
  const badge = mark.cause === null ? 0 : 2 * badgeRadius + 4;
  const width = context.measureText(text).width + badge + 10;
  const middle = ends.y + barHeight / 2;
  const isRight = ends.roomRight >= width;
  const isInside = !isRight && ends.x1 - ends.x0 >= width;
  const isLeft = !isRight && !isInside && ends.x0 - ends.left >= width;
  if (!isRight && !isInside && !isLeft) return;
  let x = isRight ? ends.x1 + 5 : isInside ? ends.x1 - width + 5 : ends.x0 - width + 5;
  if (mark.cause !== null) {
    context.fillStyle = ink(isInside ? '--on-bar' : mark.cause.severity === 'error' ? '--error' : '--warning');
    context.beginPath();
    context.arc(x + badgeRadius, middle, badgeRadius, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = ink(isInside ? (mark.cause.severity === 'error' ? '--bar-error' : '--bar-warning') : '--paper');
    context.textAlign = 'center';
    context.fillText(String(mark.cause.number), x + badgeRadius, middle + 0.5);
    context.textAlign = 'left';
    x += badge;
  }
  const isOnHatch = isInside && (mark.kind === 'gap' || !mark.isPlaced);
  if (isOnHatch) {
    context.fillStyle = ink('--paper');
    context.fillRect(x - 3, ends.y + 2, width - badge - 4, barHeight - 4);
  }
  context.fillStyle = ink(isInside && !isOnHatch ? '--on-bar' : '--ink');
  context.fillText(text, x, middle + 0.5);
};

const drawRow = (context: CanvasRenderingContext2D, picture: Picture, row: Row, y: number, ink: Ink, hatch: CanvasPattern | string): void => {
  const { layout, scale, selected, isFound } = picture;
  const [low = 0, high = 0] = scale.domain();
  const visible = row.marks.filter((mark) => mark.to >= low && mark.from <= high);
  let painted = Number.NEGATIVE_INFINITY;
  for (const mark of visible) {
    const x0 = Math.max(scale(mark.from), layout.left - 4);
    const x1 = Math.max(Math.min(scale(mark.to), layout.right + 20), x0 + 1.5);
    // Marks within one pixel look like one: the first is drawn for all.
    if (x1 <= painted && mark !== selected && x1 - x0 < 2) continue;
    painted = Math.max(painted, Math.ceil(x1));
    context.globalAlpha = isFound(mark) ? 1 : dimmed;
    context.fillStyle = fillOf(mark, ink, hatch);
    context.fillRect(x0, y, x1 - x0, barHeight);
    if (mark.kind === 'gap' || !mark.isPlaced) {
      context.strokeStyle = ink('--hatch');
      context.lineWidth = 1;
      context.strokeRect(x0 + 0.5, y + 0.5, x1 - x0 - 1, barHeight - 1);
    } else if (x1 - x0 > 3) {
      // A seam between bars that touch.
      context.fillStyle = ink('--paper');
      context.fillRect(x1 - 1, y, 1, barHeight);
    }
    if (mark !== selected) continue;
    context.strokeStyle = ink('--ink');
    context.lineWidth = 2;
    context.strokeRect(x0 - 1, y - 1, x1 - x0 + 2, barHeight + 2);
  }
  if (visible.length > mostLabelled) return;
  for (const [index, mark] of visible.entries()) {
    const [x0, x1] = [Math.max(scale(mark.from), layout.left), Math.min(scale(mark.to), layout.right)];
    const next = visible[index + 1];
    const roomRight = (next === undefined ? layout.right + 12 : scale(next.from)) - x1;
    const before = visible[index - 1];
    context.globalAlpha = isFound(mark) ? 1 : dimmed;
    label(context, mark, { x0, x1, y, roomRight, left: before === undefined ? layout.left : Math.max(layout.left, scale(before.to)) }, ink);
  }
};

/** The colours as they are in the present theme; each is asked for once a picture, since the question costs more than a bar. */
const inkOf = (canvas: HTMLCanvasElement): Ink => {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // A variable's own value would still have both themes in it; that of a property is one colour.
    canvas.style.color = `var(${name})`;
    const { color } = getComputedStyle(canvas);
    known.set(name, color);
    return color;
  };
};

/** Draws grid and bars; axis, labels and milestones lie above it as SVG. Marks outside of the window cost a comparison each. */
export const paint = (canvas: HTMLCanvasElement, picture: Picture): void => {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { layout, rows, gridAt } = picture;
  const ink = inkOf(canvas);
  const density = Math.min(window.devicePixelRatio || 1, mostPixels / layout.height);
  const [width, height] = [Math.round(layout.width * density), Math.round(layout.height * density)];
  // Setting the size clears the canvas, and costs an allocation.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  context.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  context.textBaseline = 'middle';
  context.save();
  context.beginPath();
  context.rect(layout.left - 2, layout.top, layout.right - layout.left + 14, layout.height - layout.top);
  context.clip();
  context.fillStyle = ink('--line');
  for (const x of gridAt) context.fillRect(Math.round(x), layout.top, 1, layout.height - layout.top);
  const hatch = hatchOf(context, ink);
  for (const [index, row] of rows.entries()) drawRow(context, picture, row, layout.rowTops[index] ?? 0, ink, hatch);
  context.restore();
  context.globalAlpha = 1;
};
