import type { Median, Reproduction, Shape, ShapeSummary } from '../../model/reproduction.js';
import type { Paint, Palette } from '../drawing/palette.js';
import { sanitize } from '../escape/sanitize.js';
import { table, tableWidth } from '../text/table.js';
import { differencePaint, differenceText, exactSeconds, medianText } from './figures.js';

/** Names of dimensions come from the model, and as names of members they are not made harmless elsewhere. */
export const shapeText = (shape: Shape): string => {
  const sizes = Object.entries(shape).map(([dimension, size]) => `${sanitize(dimension)}=${size}`);
  return sizes.length === 0 ? 'all sizes fixed' : sizes.join(' ');
};

const rowsOf = (shapes: readonly ShapeSummary[], isService: boolean, textOf: (median: Median) => string): string[][] => {
  const orDash = (median: Median | null): string => (median === null ? '–' : textOf(median));
  const hasOthers = shapes.some(({ firstAfterOthers }) => firstAfterOthers !== null);
  const others = (text: string): string[] => (hasOthers ? [text] : []);
  const head = ['', 'first', ...others('after others'), 'second', 'steady', 'first over steady', ...others('after others')];
  const rows = shapes.map((own) => [
    isService ? 'whole answer' : shapeText(own.shape),
    orDash(own.firstInProcess),
    ...others(orDash(own.firstAfterOthers)),
    textOf(own.second),
    textOf(own.steady),
    differenceText(own.penalty),
    ...others(differenceText(own.penaltyAfterOthers)),
  ]);
  const tokens = shapes.flatMap((own) => (own.tokens === undefined ? [] : [own.tokens]));
  const tokenRows = tokens.map(({ first, second, steady }) => ['first token', textOf(first), ...others(''), textOf(second), textOf(steady), '', ...others('')]);
  return [head, ...rows, ...tokenRows];
};

/** First, second and steady run of each shape, and what the first costs over a steady one; without intervals where they find no room. */
export const shapeTable = ({ shapes, conditions, service }: Reproduction, width: number, palette: Palette): string[] => {
  if (shapes.length === 0) return [];
  const isService = service !== null;
  const whole = rowsOf(shapes, isService, medianText);
  const rows = tableWidth(whole) > width ? rowsOf(shapes, isService, ({ seconds }) => exactSeconds(seconds)) : whole;
  const last = whole[0]?.indexOf('first over steady') ?? 0;
  const paint = (row: number): Paint => differencePaint(shapes[row - 1]?.penalty ?? null, palette);
  const base = conditions.find(({ role }) => role === 'base')?.title ?? '';
  return ['', palette.strong(`${isService ? 'Requests' : 'Runs of each shape'}  ${base}`), ...table(rows, last, paint)];
};
