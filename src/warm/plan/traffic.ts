import { UserError } from '../../model/user-error.js';
import { accessRow, isAccessLine } from './access-line.js';
import { dimensions, largestSize } from './dimensions.js';
import type { Observed } from './observed.js';
import { otlpRows } from './otlp-rows.js';
import { type Column, columnNamed, type Row } from './traffic-columns.js';

const wanted = 'name its columns batch, sequence, height, width (and count, seconds, peak_bytes where they are known)';

/**
 * Requests with shapes, from lines of CSV with a head, of JSON objects (those of OTLP too), or of an access log; rows without a size are counted out. Requests that differ in nothing
 * but their time stay apart, so that the median is one of requests. Throws a UserError that names file, line and mend.
 */
export async function* readTraffic(file: string, lines: AsyncIterable<string>): AsyncGenerator<Observed> {
  let rowsOf: ((text: string, line: number) => readonly Row[]) | null = null;
  let line = 0;
  let rows = 0;
  for await (const text of lines) {
    line++;
    if (text.trim() === '') continue;
    if (rowsOf === null) {
      const kind = kindOf(text);
      if (kind === 'json') rowsOf = (row, at) => jsonRows(file, row, at);
      else if (kind === 'access') rowsOf = (row) => [accessRow(row)];
      else rowsOf = csvRows(file, text, line);
      if (kind === 'csv') continue;
    }
    for (const row of rowsOf(text, line)) {
      const observed = observedIn(file, line, row);
      if (observed === null) continue;
      rows++;
      yield observed;
    }
  }
  if (rows === 0) throw new UserError(`no request with a shape stands in it; ${wanted}`, { file });
}

/** By the first line that is not empty: a head of known columns, a JSON object, or a line of an access log. */
const kindOf = (text: string): 'json' | 'csv' | 'access' => {
  if (text.trimStart().startsWith('{')) return 'json';
  const isHead = csvFields(text).some((name) => columnNamed(name) !== null);
  return !isHead && isAccessLine(text) ? 'access' : 'csv';
};

const jsonRows = (file: string, text: string, line: number): readonly Row[] => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError('is no JSON object on a line of its own; take the line out, or write the trace anew', { file, line });
  }
  const spans = otlpRows(value);
  if (spans !== null) return spans;
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const row = fields.flatMap(([name, field]): Row => {
    const column = columnNamed(name);
    return column === null || field === null ? [] : [[column, field]];
  });
  return [row];
};

const csvRows = (file: string, head: string, line: number): ((text: string, line: number) => readonly Row[]) => {
  const names = csvFields(head).map(columnNamed);
  if (!names.some((name) => name !== null)) throw new UserError(`no column of its head is known; ${wanted}`, { file, line });
  return (text, at) => {
    const fields = csvFields(text);
    if (fields.length !== names.length)
      throw new UserError(`has ${fields.length} fields where the head has ${names.length}; put a field with commas in quotes`, { file, line: at });
    const row = names.flatMap((name, index): Row => {
      const field = fields[index]?.trim() ?? '';
      return name === null || field === '' ? [] : [[name, field]];
    });
    return [row];
  };
};

/** Fields of a line of CSV (RFC 4180, without line feeds in fields). */
const csvFields = (text: string): string[] =>
  [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');

const observedIn = (file: string, line: number, row: Row): Observed | null => {
  const figures = new Map(row.map(([{ column, factor }, value]) => [column, figureOf(file, line, column, value) * factor]));
  const shape = Object.fromEntries(
    dimensions.flatMap((dimension) => {
      const size = figures.get(dimension);
      return size === undefined ? [] : [[dimension, size]];
    }),
  );
  if (Object.keys(shape).length === 0) return null;
  return {
    shape,
    count: figures.get('count') ?? 1,
    seconds: figures.get('seconds') ?? null,
    peakBytes: figures.get('peakBytes') ?? null,
    isFirst: false,
  };
};

const figureOf = (file: string, line: number, column: Column, value: unknown): number => {
  const figure = typeof value === 'number' ? value : typeof value === 'string' && /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
  if (column === 'seconds') {
    if (figure >= 0 && Number.isFinite(figure)) return figure;
    throw new UserError(`seconds must be a number without a unit, not ${quoted(value)}`, { file, line });
  }
  const largest = column === 'peakBytes' || column === 'count' ? Number.MAX_SAFE_INTEGER : largestSize;
  if (Number.isInteger(figure) && figure >= 1 && figure <= largest) return figure;
  throw new UserError(`${column === 'peakBytes' ? 'peak_bytes' : column} must be a whole number of 1 or more, not ${quoted(value)}`, { file, line });
};

const quoted = (value: unknown): string => `\`${String(value).slice(0, 40)}\``;
