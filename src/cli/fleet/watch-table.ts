import { parseAddress } from '../../fleet/table/address.js';
import type { LogStream } from '../../fleet/table/queries.js';
import { complain } from '../errors.js';
import { createGoneLogs } from './gone-logs.js';
import { openDatabase } from './open-database.js';
import { openTable, pathOf, streamsIn } from './open-table.js';
import type { FileResult } from './read-file.js';
import { readStreams, type TableBounds, tableSettings } from './read-table.js';
import type { Reading, ReadLogs } from './reading.js';
import type { Watched } from './watched.js';

type Followed = { readonly rows: number; readonly last: string; readonly result: FileResult };

/** A table that is followed: the streams that have other rows than at the last look are read anew, by the same push-down. */
export const watchTable = async (from: string, given: Reading, bounds: TableBounds): Promise<Watched> => {
  const { io } = given;
  const database = await openDatabase(parseAddress('--from', from, io.env.CLICKHOUSE_PASSWORD), (reason) => complain(io, reason), { map: bounds.map ?? null });
  const settings = tableSettings(bounds);
  const followed = new Map<string, Followed>();
  const gone = createGoneLogs();
  let isFirst = true;

  const all = (): ReadLogs => ({ results: [...[...followed.values()].map(({ result }) => result), ...gone.results()], unread: 0, isKept: true });

  const isOther = (stream: LogStream): boolean => {
    const known = followed.get(keyOf(stream));
    return known === undefined || known.rows !== stream.rows || known.last !== stream.last || known.result.problems.length > 0;
  };

  const look = async (): Promise<ReadLogs | null> => {
    const table = await openTable(database, parseAddress('--from', from, undefined), settings);
    const streams = await streamsIn(database, table, isFirst ? settings.maxBytes : null);
    const before = gone.count();
    const here = new Set(streams.map(keyOf));
    for (const [key, { result }] of followed) {
      if (here.has(key)) continue;
      followed.delete(key);
      gone.add(Buffer.alloc(0), result);
    }
    const others = streams.filter(isOther);
    const results = await readStreams(others, { table, database }, given, bounds.workers);
    // An interrupt leaves the last ones undone.
    for (const [place, result] of results.entries()) {
      const stream = others[place];
      if (stream !== undefined) followed.set(keyOf(stream), { rows: stream.rows, last: stream.last, result });
    }
    const isChanged = isFirst || results.length > 0 || gone.count() > before;
    isFirst = false;
    return isChanged ? all() : null;
  };
  return { look, end: async () => all(), close: () => database.close() };
};

const keyOf = (stream: LogStream): string => `${pathOf(stream)}\n${JSON.stringify(stream.keys)}`;
