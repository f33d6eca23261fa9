import { workThrough } from '../../fleet/boots/pool.js';
import { parseAddress } from '../../fleet/table/address.js';
import { candidatesOf } from '../../fleet/table/candidates.js';
import type { Database } from '../../fleet/table/database.js';
import type { LogStream } from '../../fleet/table/queries.js';
import type { StreamTable } from '../../fleet/table/stream-source.js';
import { UserError } from '../../model/user-error.js';
import { complain } from '../errors.js';
import { createWaitingLine } from '../terminal/waiting-line.js';
import { openDatabase } from './open-database.js';
import { openTable, pathOf, type StreamsOfTable, streamsIn, type TableSettings } from './open-table.js';
import type { FileResult } from './read-file.js';
import { readStreamBoots } from './read-stream.js';
import type { Reading, ReadLogs } from './reading.js';

export type TableBounds = { readonly map?: string; readonly since?: number; readonly until?: number; readonly maxBytes?: number; readonly workers?: number };

/** While one stream's page is on its way, the lines of another are read. */
export const usualStreams = 4;
const mebibyte = 1024 ** 2;

/** The boots of all streams of a table. */
export const readTable = async (from: string, given: Reading, bounds: TableBounds): Promise<ReadLogs> => {
  const { io, isQuiet } = given;
  const address = parseAddress('--from', from, io.env.CLICKHOUSE_PASSWORD);
  const database = await openDatabase(address, (reason) => complain(io, reason), { map: bounds.map ?? null });
  try {
    const settings = tableSettings(bounds);
    const table = await openTable(database, address, settings);
    const found = await streamsIn(database, table, settings.maxBytes);
    const results = await readStreams(found, database, given, bounds.workers);
    const streams = found.flatMap((one) => one.streams);
    const bytes = streams.reduce((sum, stream) => sum + stream.bytes, 0);
    if (!isQuiet) complain(io, movedWords(database.bytesMoved(), bytes, streams.length));
    return { results, unread: 0, isKept: true };
  } finally {
    await database.close();
  }
};

export const tableSettings = ({ map, since, until, maxBytes }: TableBounds): TableSettings => ({
  map: map ?? null,
  since: since ?? null,
  until: until ?? null,
  maxBytes: maxBytes ?? null,
});

/** The boots of these streams; what is wrong with one is told, and the others go on. */
const readStreams = async (
  found: readonly StreamsOfTable[],
  database: Database,
  { io, isQuiet, signal, reader }: Reading,
  workers = usualStreams,
): Promise<FileResult[]> => {
  const line = createWaitingLine(io, !isQuiet, '{done} of {streams} streams; Ctrl-C ends with what there is');
  const jobs = found.flatMap(({ table, streams }) => {
    const from = { table, database, candidates: candidatesOf(streams, table, database) };
    return streams.map((stream): { readonly stream: LogStream; readonly from: StreamTable } => ({ stream, from }));
  });
  let done = 0;
  return workThrough(jobs, {
    count: workers,
    hire: () => ({ work: ({ stream, from }) => readStreamBoots(stream, from, reader), dismiss: () => {} }),
    onDeath: ({ stream }, error): FileResult => {
      if (!(error instanceof UserError)) throw error;
      return { path: pathOf(stream), hash: null, boots: [], problems: [`${pathOf(stream)}: ${error.message}`] };
    },
    onResult: ({ problems }) => {
      for (const problem of problems) complain(io, problem);
      line.update({ done: ++done, streams: jobs.length });
    },
    signal,
  }).finally(() => line.stop());
};

const movedWords = (moved: number, bytes: number, streams: number): string =>
  `${streams} streams, ${(bytes / mebibyte).toFixed(1)} MiB of lines, of which ${(moved / mebibyte).toFixed(1)} MiB travelled`;
