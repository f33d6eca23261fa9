import { UserError } from '../../model/user-error.js';
import type { Database, Row } from './database.js';
import { candidatesQuery, type LogStream, type LogTable } from './queries.js';
import { stampOf } from './time.js';

/** Lines that a steady reader wants of a stream, from a time on: all that there are; null: they are to be asked for page by page. */
export type Candidates = (stream: LogStream, after: string, literals: readonly string[]) => Promise<readonly Row[] | null>;

/** So much is held at once; where more lines hold a literal, each stream's are asked for by themselves. */
const mostBytes = 32 * 1024 ** 2;

const nameOf = ({ keys }: LogStream): string => JSON.stringify(Object.values(keys));

const millisecondsOf = (text: string, { kind }: LogTable): number => Date.parse(stampOf(text, kind));

/** How many streams write at once, on average over the time that they span. */
const overlap = (streams: readonly LogStream[], table: LogTable): number => {
  let [begin, end, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const { first, last } of streams) {
    const [from, to] = [millisecondsOf(first, table), millisecondsOf(last, table)];
    begin = Math.min(begin, from);
    end = Math.max(end, to);
    sum += to - from;
  }
  return sum / Math.max(1, end - begin);
};

const isWithin = (text: string, after: string, last: string, { kind }: LogTable): boolean =>
  kind === 'text' ? text >= after && text <= last : BigInt(text) >= BigInt(after) && BigInt(text) <= BigInt(last);

/** Rows without their keys, by the name of their stream. */
const byStream = (rows: readonly Row[], keys: number): ReadonlyMap<string, readonly Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = JSON.stringify(row.slice(0, keys));
    const own = found.get(name);
    if (own === undefined) found.set(name, [row.slice(keys)]);
    else own.push(row.slice(keys));
  }
  return found;
};

/**
 * Candidates of streams that write at the same time: to find those of one the server reads the lines of all, so that those of all are asked for at once, one
 * time for each set of literals. Of streams that follow each other the index finds each alone.
 */
export const candidatesOf = (streams: readonly LogStream[], table: LogTable, database: Database): Candidates => {
  if (streams.length < 2 || overlap(streams, table) < 2) return async () => null;
  const scans = new Map<string, Promise<ReadonlyMap<string, readonly Row[]> | null>>();
  const scan = async (literals: readonly string[]): Promise<ReadonlyMap<string, readonly Row[]> | null> => {
    try {
      return byStream(await database.ask(candidatesQuery(table, literals, mostBytes)), Object.keys(table.map.keys).length);
    } catch (error) {
      // Too much to be held, or the server is away: who asks for one stream alone hears of the latter.
      if (error instanceof UserError) return null;
      throw error;
    }
  };
  return async (stream, after, literals) => {
    const name = literals.join('\n');
    const found = scans.get(name) ?? scan(literals);
    scans.set(name, found);
    const rows = await found;
    return rows === null ? null : (rows.get(nameOf(stream)) ?? []).filter(([time = '']) => isWithin(time, after, stream.last, table));
  };
};
