import type { Block } from '../../read/block.js';
import type { Source, Steady } from '../../read/source.js';
import type { Database, Row } from './database.js';
import { type LogStream, type LogTable, pageQuery } from './queries.js';
import { stampOf } from './time.js';

/** Rows of the first page and of the largest: most starts are over after some thousand lines, and each page is sorted anew by the server. */
const pageRows = { first: 2048, most: 65_536 };

/** A full page without its last moment, whose lines may not all be on it, unless there is no other; the next page begins with them. */
const wholeMoments = (page: readonly Row[], rows: number): readonly Row[] => {
  const last = page.at(-1)?.[0];
  const whole = page.length < rows ? page : page.filter(([time]) => time !== last);
  return whole.length === 0 ? page : whole;
};

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

/**
 * The log of one stream of a table, page by page in the order of time. While the reader is steady only lines with one of its literals are
 * asked for; where a start begins anew, the lines after it come whole again.
 */
export const streamSource = (path: string, stream: LogStream, table: LogTable, database: Database, firstRows = pageRows.first): Source => {
  async function* blocks(steady?: Steady): AsyncGenerator<Block> {
    let position: Position = { time: stream.first, seen: new Set() };
    let firstLine = 1;
    let rows = firstRows;
    const blockOf = (texts: readonly string[]): Block => {
      const bytes = Buffer.from(texts.join(''));
      const block = { bytes, firstLine };
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) firstLine++;
      return block;
    };
    while (true) {
      const isSteady = steady?.isSteady() === true;
      const page = await database.ask(pageQuery(table, stream, { after: position.time, rows, literals: isSteady ? (steady?.literals() ?? []) : null }));
      const fresh = newRows(wholeMoments(page, rows), position);
      if (isSteady) {
        for (const { row, position: reached } of fresh) {
          position = reached;
          yield blockOf([linesOf(row, table)]);
          if (!steady.isSteady()) break;
        }
        if (!steady.isSteady()) {
          rows = firstRows;
          continue;
        }
      } else if (fresh.length > 0) {
        position = fresh.at(-1)?.position ?? position;
        yield blockOf(fresh.map(({ row }) => linesOf(row, table)));
      }
      if (page.length < rows) return;
      // A page of nothing but one moment would come again for ever.
      rows = fresh.length === 0 ? rows * 2 : Math.min(Math.max(rows, firstRows) * 2, pageRows.most);
    }
  }
  return { path, bytes: stream.bytes, modified: null, blocks };
};
