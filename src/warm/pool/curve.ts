import type { Seconds } from '../../model/units.js';
import { UserError } from '../../model/user-error.js';

/** Requests a second from a moment on, until the next one. */
export type RatePoint = { readonly atSeconds: Seconds; readonly rate: number };

type Columns = { readonly time: number; readonly figure: number; readonly isCount: boolean };

const form = 'write CSV with the columns time (seconds, or ISO 8601) and rate (requests a second) or requests (in the interval)';
/** Beyond any service: a slip of the hand must not become billions of replicas. */
const mostFigure = 1e12;

/** A spreadsheet may put each field into quotes. */
const fieldsOf = (line: string): string[] =>
  line.split(',').map((field) =>
    field
      .trim()
      .replace(/^"([^"]*)"$/, '$1')
      .trim(),
  );

const isNumber = (text: string): boolean => /^\d+(?:\.\d+)?$/.test(text);

const secondsOf = (text: string): Seconds => {
  if (isNumber(text)) return Number(text);
  return /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) / 1000 : Number.NaN;
};

const columnsOf = (head: string): Columns | null => {
  const names = fieldsOf(head.toLowerCase());
  const time = names.findIndex((name) => name === 'time' || name === 'seconds');
  const [rate, requests] = [names.indexOf('rate'), names.indexOf('requests')];
  const figure = rate >= 0 ? rate : requests;
  return time < 0 || figure < 0 ? null : { time, figure, isCount: rate < 0 };
};

/** Whether a file that begins with this line holds a curve. */
export const isCurve = (firstLine: string): boolean => columnsOf(firstLine) !== null;

/**
 * A curve of traffic from the lines of a CSV: a forecast, or what was counted. Dates are counted from the first one. Throws a UserError with file,
 * line and mend, also for fewer points than asked for; counted requests need two, to know their intervals.
 */
export const curveOf = (file: string, lines: Iterable<string>, fewest: 1 | 2): RatePoint[] => {
  let columns: Columns | null = null;
  let isDated = false;
  const points: RatePoint[] = [];
  let line = 0;
  for (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    if (columns === null) {
      columns = columnsOf(text);
      if (columns === null) throw new UserError(`its head names no such columns; ${form}`, { file, line });
      continue;
    }
    const fields = fieldsOf(text);
    const [time = '', figure = ''] = [fields[columns.time], fields[columns.figure]];
    const atSeconds = secondsOf(time);
    if (!Number.isFinite(atSeconds)) throw new UserError(`the time cannot be read; ${form}`, { file, line });
    if (!isNumber(figure) || Number(figure) > mostFigure)
      throw new UserError(`the ${columns.isCount ? 'requests' : 'rate'} must be a number of 0 to ${mostFigure}, not \`${figure.slice(0, 40)}\``, {
        file,
        line,
      });
    const before = points.at(-1);
    if (before !== undefined && atSeconds <= before.atSeconds)
      throw new UserError('is not later than the line before; sort the curve by its time', { file, line });
    isDated ||= !isNumber(time);
    points.push({ atSeconds, rate: Number(figure) });
  }
  const isCount = columns?.isCount === true;
  const least = isCount ? 2 : fewest;
  if (points.length < least) throw new UserError(`holds no curve of ${least === 1 ? 'a point' : 'two points'}; ${form}`, { file });
  const begin = isDated ? (points[0]?.atSeconds ?? 0) : 0;
  return points.map(({ atSeconds, rate }, index) => ({ atSeconds: atSeconds - begin, rate: isCount ? rate / lengthOf(points, index) : rate }));
};

/** The same from lines that are still being read. */
export const readCurve = async (file: string, lines: AsyncIterable<string>): Promise<RatePoint[]> => {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return curveOf(file, all, 2);
};

/** Until the next point; the last one lasts as long as the one before. */
const lengthOf = (points: readonly RatePoint[], index: number): Seconds => {
  const at = Math.min(index, points.length - 2);
  return (points[at + 1]?.atSeconds ?? 0) - (points[at]?.atSeconds ?? 0);
};
