import type { Block } from '../../read/block.js';
import type { Source, Steady } from '../../read/source.js';
import type { Candidates } from './candidates.js';
import type { Database, Row } from './database.js';
import { type LogStream, type LogTable, pageQuery } from './queries.js';
import { stampOf } from './time.js';

/** Rows of the largest page. */
const mostRows = 65_536;

/**
 * Rows of the first page; each is twice as long as the one before. Most starts are over after some hundred lines, so that a short page is enough where the
 * server reads no further than it goes; where it sorts the whole log for each, some thousand make few of them.
 */
const firstRowsOf = ({ hasCoarseTime }: LogTable): number => (hasCoarseTime ? 512 : 2048);

/** A full page without its last moment, whose lines may not all be on it, unless there is no other; the next page begins with them. */
const wholeMoments = (page: readonly Row[], rows: number): readonly Row[] => {
  const last = page.at(-1)?.[0];
  const whole = page.length < rows ? page : page.filter(([time]) => time !== last);
  return whole.length === 0 ? page : whole;
};

/** A table, what holds it, and where what a steady reader wants comes from; without the latter it is asked for stream by stream. */
export type StreamTable = { readonly table: LogTable; readonly database: Database; readonly candidates?: Candidates };

type Position = { readonly time: string; readonly seen: ReadonlySet<string> };

/** What of a page is new after a position: rows of the position's own time come again, and so do those that a collector sent twice. */
const newRows = (rows: readonly Row[], after: Position): { readonly row: Row; readonly position: Position }[] => {
  const found: { row: Row; position: Position }[] = [];
  let time = after.time;
  let seen = new Set(after.seen);
  for (const row of rows) {
    const [at = '', order = '', body = ''] = row;
    if (at !== time) {
      time = at;
      seen = new Set();
    }
    const mark = `${order}\n${body}`;
    if (seen.has(mark)) continue;
    seen.add(mark);
    found.push({ row, position: { time, seen } });
  }
  return found;
};

/** Each line of a row with its time in front, as `kubectl logs --timestamps` writes it. */
const linesOf = ([time = '', _, body = '']: Row, table: LogTable): string => {
  const stamp = stampOf(time, table.kind);
  return body
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) => `${stamp} ${line}\n`)
    .join('');
};

/** How far a stream was read: up to which time, which rows of that time, and how many lines. */
export type StreamTail = { position: Position; firstLine: number };

/** The tail of a stream of which nothing was read. */
export const newStreamTail = ({ first }: LogStream): StreamTail => ({ position: { time: first, seen: new Set() }, firstLine: 1 });

/**
 * What stands behind its tail in the log of one stream, page by page in the order of time. While the reader is steady only lines with one of its literals are
 * asked for; where a start begins anew, the lines after it come whole again.
 */
export async function* readStream(
  stream: LogStream,
  { table, database, candidates }: StreamTable,
  tail: StreamTail,
  steady: Steady | undefined,
  firstRows = firstRowsOf(table),
): AsyncGenerator<Block> {
  /** `isLast`: nothing comes behind it. */
  const pageAfter = async (after: string, rows: number, literals: readonly string[] | null): Promise<{ page: readonly Row[]; isLast: boolean }> => {
    const all = literals === null ? null : await candidates?.(stream, after, literals);
    if (all !== undefined && all !== null) return { page: all, isLast: true };
    const page = await database.ask(pageQuery(table, stream, { after, rows, literals }));
    return { page: wholeMoments(page, rows), isLast: page.length < rows };
  };

  let rows = firstRows;
  const blockOf = (texts: readonly string[]): Block => {
    const bytes = Buffer.from(texts.join(''));
    const block = { bytes, firstLine: tail.firstLine };
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) tail.firstLine++;
    return block;
  };
  while (true) {
    const isSteady = steady?.isSteady() === true;
    const { page, isLast } = await pageAfter(tail.position.time, rows, isSteady ? (steady?.literals() ?? []) : null);
    const fresh = newRows(page, tail.position);
    if (isSteady) {
      for (const { row, position: reached } of fresh) {
        tail.position = reached;
        yield blockOf([linesOf(row, table)]);
        if (!steady.isSteady()) break;
      }
      if (!steady.isSteady()) {
        rows = firstRows;
        continue;
      }
    } else if (fresh.length > 0) {
      tail.position = fresh.at(-1)?.position ?? tail.position;
      yield blockOf(fresh.map(({ row }) => linesOf(row, table)));
    }
    if (isLast) {
      // What a steady reader does not want was passed all the same: who reads on begins behind it.
      if (isSteady && tail.position.time !== stream.last) tail.position = { time: stream.last, seen: new Set() };
      return;
    }
    // A page of nothing but one moment would come again for ever.
    rows = fresh.length === 0 ? rows * 2 : Math.min(Math.max(rows, firstRows) * 2, mostRows);
  }
}

/** The log of one stream of a table from its beginning. */
export const streamSource = (path: string, stream: LogStream, from: StreamTable, firstRows?: number): Source => ({
  path,
  bytes: stream.bytes,
  modified: null,
  blocks: (steady) => readStream(stream, from, newStreamTail(stream), steady, firstRows),
});
