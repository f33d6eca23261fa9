import { formatSeconds } from '../../report/quantity.js';
import { sanitize } from '../../report/sanitize.js';
import { shapeWords } from '../../warm/plan/dimensions.js';
import type { ShapeResult, WarmResult } from '../../warm/result.js';
import { isFit } from '../../warm/result.js';
import { plainTable } from '../plain-table.js';

const time = (seconds: number | null): string => (seconds === null ? '' : formatSeconds(seconds));

const atOnce = { same: 'same answers', differs: 'other answers', varies: 'cannot be told', failed: 'failed' } as const;

type Column = { readonly head: string; readonly of: (result: ShapeResult) => string };

const columns: readonly Column[] = [
  { head: 'shape', of: ({ shape }) => shapeWords(shape) },
  { head: 'state', of: ({ state }) => (state === 'not-run' ? 'not run' : state) },
  { head: 'runs', of: ({ runs }) => (runs === 0 ? '' : String(runs)) },
  { head: 'first', of: ({ firstSeconds }) => time(firstSeconds) },
  { head: 'steady', of: ({ steadySeconds }) => time(steadySeconds) },
  { head: 'first token, cold', of: ({ firstTokenSeconds }) => time(firstTokenSeconds) },
  { head: 'first token, steady', of: ({ steadyTokenSeconds }) => time(steadyTokenSeconds) },
  { head: 'at once', of: ({ concurrency }) => (concurrency === null ? '' : atOnce[concurrency.state]) },
];

const headline = ({ verdict, shapes, seconds }: WarmResult): string => {
  const fit = shapes.filter(isFit).length;
  return `${verdict}: ${fit} of ${shapes.length} ${shapes.length === 1 ? 'shape is' : 'shapes are'} warm after ${formatSeconds(seconds)}.`;
};

/** The result of a warmup for people: a sentence, a table, and what stayed cold with the reason. */
export const warmText = (result: WarmResult): string => {
  const { shapes } = result;
  // A column that no shape fills says nothing.
  const shown = columns.filter(({ of }) => shapes.some((one) => of(one) !== ''));
  const table = plainTable(
    shown.map(({ head }) => head),
    shapes.map((one) => shown.map(({ of }) => of(one))),
  );
  const reasons = shapes.flatMap((one) => [one.why, one.concurrency?.why ?? null].flatMap((why) => (why === null ? [] : [`${shapeWords(one.shape)}: ${why}`])));
  return sanitize([headline(result), '', table, ...(reasons.length === 0 ? [] : ['', ...reasons]), ''].join('\n'));
};
