import { sizeWords } from '../../diagnose/words.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { formatSeconds } from '../../report/quantity.js';
import { shapeWords } from '../../warm/plan/dimensions.js';
import { isFit, type LoadResult, type ShapeResult, type WarmResult } from '../../warm/result.js';
import { plainTable } from '../terminal/plain-table.js';

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
  { head: 'peak memory', of: ({ peakBytes }) => (peakBytes === undefined ? '' : sizeWords(peakBytes)) },
  { head: 'at once', of: ({ concurrency }) => (concurrency === null ? '' : atOnce[concurrency.state]) },
  { head: 'in turn', of: ({ mixed }) => mixed?.state ?? '' },
];

const headline = ({ verdict, shapes, seconds }: WarmResult): string => {
  const fit = shapes.filter(isFit).length;
  return `${verdict}: ${fit} of ${shapes.length} ${shapes.length === 1 ? 'shape is' : 'shapes are'} warm after ${formatSeconds(seconds)}.`;
};

/** Every attempt is told: one that fell back to another device is half an outage that nobody sees. */
const loadLines = (load: LoadResult | undefined): string[] =>
  load === undefined
    ? []
    : load.attempts.map(({ device, seconds, why }, at) => {
        const isLast = at === load.attempts.length - 1;
        return `${isLast ? 'loaded on' : 'not loaded on'} ${device} in ${formatSeconds(seconds)}${why === null ? '' : `: ${why}`}`;
      });

/** The result of a warmup for people: a sentence, a table, and what stayed cold with the reason. */
export const warmText = (result: WarmResult): string => {
  const { shapes } = result;
  // A column that no shape fills says nothing.
  const shown = columns.filter(({ of }) => shapes.some((one) => of(one) !== ''));
  const table = plainTable(
    shown.map(({ head }) => head),
    shapes.map((one) => shown.map(({ of }) => of(one))),
  );
  const reasons = shapes.flatMap((one) =>
    [one.why, one.concurrency?.why ?? null, one.mixed?.why ?? null].flatMap((why) => (why === null ? [] : [`${shapeWords(one.shape)}: ${why}`])),
  );
  return sanitize([headline(result), ...loadLines(result.load), '', table, ...(reasons.length === 0 ? [] : ['', ...reasons]), ''].join('\n'));
};
