import { workThrough } from '../../fleet/boots/pool.js';
import { parseAddress } from '../../fleet/table/address.js';
import { UserError } from '../../model/user-error.js';
import { complain } from '../errors.js';
import { createWaitingLine } from '../waiting-line.js';
import { openDatabase } from './open-database.js';
import { openTable, pathOf, streamsIn } from './open-table.js';
import type { FileResult } from './read-file.js';
import { readStreamBoots } from './read-stream.js';
import type { Reading, ReadLogs } from './reading.js';

type Bounds = { readonly map?: string; readonly since?: number; readonly until?: number; readonly maxBytes?: number; readonly workers?: number };

/** While one stream's page is on its way, the lines of another are read. */
const usualStreams = 4;
const mebibyte = 1024 ** 2;

/** The boots of all streams of a table. */
export const readTable = async (from: string, given: Reading, bounds: Bounds): Promise<ReadLogs> => {
  const { io, isQuiet, signal } = given;
  const address = parseAddress('--from', from, io.env.CLICKHOUSE_PASSWORD);
  const database = await openDatabase(address, (reason) => complain(io, reason), { map: bounds.map ?? null });
  const line = createWaitingLine(io, !isQuiet, '{done} of {streams} streams; Ctrl-C ends with what there is');
  try {
    const settings = { map: bounds.map ?? null, since: bounds.since ?? null, until: bounds.until ?? null, maxBytes: bounds.maxBytes ?? null };
    const table = await openTable(database, address, settings);
    const streams = await streamsIn(database, table, settings.maxBytes);
    let done = 0;
    const results = await workThrough(streams, {
      count: bounds.workers ?? usualStreams,
      hire: () => ({ work: (stream) => readStreamBoots(stream, { table, database }, given.reader), dismiss: () => {} }),
      onDeath: (stream, error): FileResult => {
        if (!(error instanceof UserError)) throw error;
        return { path: pathOf(stream), hash: null, boots: [], problems: [`${pathOf(stream)}: ${error.message}`] };
      },
      onResult: ({ problems }) => {
        for (const problem of problems) complain(io, problem);
        line.update({ done: ++done, streams: streams.length });
      },
      signal,
    });
    const bytes = streams.reduce((sum, stream) => sum + stream.bytes, 0);
    if (!isQuiet) complain(io, movedWords(database.bytesMoved(), bytes, streams.length));
    return { results, unread: 0, isKept: true };
  } finally {
    line.stop();
    await database.close();
  }
};

const movedWords = (moved: number, bytes: number, streams: number): string =>
  `${streams} streams, ${(bytes / mebibyte).toFixed(1)} MiB of lines, of which ${(moved / mebibyte).toFixed(1)} MiB travelled`;
