import { UserError } from '../../model/user-error.js';
import type { RatePoint } from './pool.js';

const form = 'write CSV with the columns time (seconds, or ISO 8601) and rate (requests a second) or requests (in the interval)';

const secondsOf = (text: string): number => {
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) / 1000 : Number.NaN;
};

/** A curve of traffic from lines of CSV: a forecast, or what was counted. Throws a UserError with file, line and mend. */
export const readCurve = async (file: string, lines: AsyncIterable<string>): Promise<RatePoint[]> => {
  let columns: { readonly time: number; readonly figure: number; readonly isCount: boolean } | null = null;
  const points: (RatePoint & { readonly line: number })[] = [];
  let line = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    const fields = text.split(',').map((field) => field.trim());
    if (columns === null) {
      columns = columnsOf(fields.map((field) => field.toLowerCase()));
      if (columns === null) throw new UserError(`its head names no such columns; ${form}`, { file, line });
      continue;
    }
    const atSeconds = secondsOf(fields[columns.time] ?? '');
    const figure = fields[columns.figure] ?? '';
    if (!Number.isFinite(atSeconds)) throw new UserError(`the time cannot be read; ${form}`, { file, line });
    if (!/^\d+(?:\.\d+)?$/.test(figure))
      throw new UserError(`the ${columns.isCount ? 'requests' : 'rate'} must be a number of 0 or more, not \`${figure.slice(0, 40)}\``, { file, line });
    const before = points.at(-1);
    if (before !== undefined && atSeconds <= before.atSeconds)
      throw new UserError('is not later than the line before; sort the curve by its time', { file, line });
    points.push({ atSeconds, rate: Number(figure), line });
  }
  if (points.length < 2) throw new UserError(`holds no curve of two points; ${form}`, { file });
  return points.map(({ atSeconds, rate }, index) => ({ atSeconds, rate: columns?.isCount === true ? rate / lengthOf(points, index) : rate }));
};

const columnsOf = (head: readonly string[]) => {
  const time = head.findIndex((name) => name === 'time' || name === 'seconds');
  const [rate, requests] = [head.indexOf('rate'), head.indexOf('requests')];
  const figure = rate >= 0 ? rate : requests;
  return time < 0 || figure < 0 ? null : { time, figure, isCount: rate < 0 };
};

/** Until the next point; the last one lasts as long as the one before. */
const lengthOf = (points: readonly RatePoint[], index: number): number => {
  const at = Math.min(index, points.length - 2);
  return (points[at + 1]?.atSeconds ?? 0) - (points[at]?.atSeconds ?? 0);
};
