import { sizeWords } from '../../diagnose/words.js';
import type { Address } from '../../fleet/table/address.js';
import { tableOf } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';
import { parseMap, podlessMap, timeKindOf } from '../../fleet/table/map.js';
import {
  bytesQuery,
  columnsQuery,
  countQuery,
  engineQuery,
  estimateQuery,
  exampleTimeQuery,
  functionsQuery,
  type LogStream,
  type LogTable,
  type SearchFunction,
  sizeQuery,
  streamOf,
  streamsQuery,
} from '../../fleet/table/queries.js';
import { textOfInstant } from '../../fleet/table/time.js';
import { UserError } from '../../model/user-error.js';

export type TableSettings = { readonly map: string | null; readonly since: number | null; readonly until: number | null; readonly maxBytes: number | null };

const searchOf = (functions: readonly string[]): SearchFunction =>
  functions.includes('multiMatchAny') ? 'multiMatchAny' : functions.includes('multiSearchAny') ? 'multiSearchAny' : 'match';

/** The table, with what its columns mean. Throws a UserError where it is not there, or has other columns. */
export const openTable = async (database: Database, address: Address, settings: TableSettings): Promise<LogTable> => {
  const name = tableOf(address);
  const map = parseMap(settings.map);
  const columns = new Map((await database.ask(columnsQuery(name))).map(([column = '', type = '']) => [column, type]));
  if (columns.size === 0)
    throw new UserError(`${database.name}: there is no table ${name.database}.${name.table}; name it in the address, as in …/database?table=otel_logs`);
  const kind = timeKindOf(map, columns, `${name.database}.${name.table}`);
  const search = searchOf((await database.ask(functionsQuery)).flat());
  const [[engine = ''] = []] = await database.ask(engineQuery(name));
  const isMergeTree = engine.endsWith('MergeTree');
  const hasCoarseTime = columns.get('TimestampTime') === 'DateTime';
  const table: LogTable = { name, map, kind, columns, since: null, until: null, hasCoarseTime, search, isMergeTree };
  if (settings.since === null && settings.until === null) return table;
  const [[example] = []] = kind === 'number' ? await database.ask(exampleTimeQuery(table)) : [];
  const textOf = (instant: number | null): string | null => (instant === null ? null : textOfInstant(instant, kind, example ?? ''));
  return { ...table, since: textOf(settings.since), until: textOf(settings.until) };
};

/** Bytes that the server would read: by its index where it has one, else by counting. */
const bytesToRead = async (database: Database, table: LogTable): Promise<number> => {
  const estimate = await database.ask(estimateQuery(table)).catch((error: unknown) => {
    // A server before 21.9, or a table of tables, has no estimate.
    if (!(error instanceof UserError)) throw error;
    return [];
  });
  if (estimate.length > 0) {
    const rows = estimate.reduce((sum, row) => sum + Number(row[3]), 0);
    const [[bytes] = []] = await database.ask(sizeQuery(table));
    const [[all] = []] = await database.ask(countQuery(table));
    if (Number(bytes) > 0 && Number(all) > 0) return (rows * Number(bytes)) / Number(all);
  }
  const [[bytes] = []] = await database.ask(bytesQuery(table));
  return Number(bytes ?? 0);
};

/** Streams, and the table with the keys that tell them apart. */
export type StreamsOfTable = { readonly table: LogTable; readonly streams: readonly LogStream[] };

const streamsOf = async (database: Database, table: LogTable): Promise<LogStream[]> => {
  const streams = (await database.ask(streamsQuery(table))).map((row) => streamOf(table, row));
  return streams.filter(({ rows }) => rows > 0).sort((left, right) => (pathOf(left) < pathOf(right) ? -1 : 1));
};

const namesPod = ({ keys: { uid, replica } }: LogStream): boolean => (uid ?? '') !== '' || (replica ?? '') !== '';

/**
 * The streams of a table, in the order of their keys: first those of pods, then those that further keys tell apart, which cost a look at each line and are
 * asked for only where there are such. Throws a UserError where more would be read than is allowed.
 */
export const streamsIn = async (database: Database, table: LogTable, maxBytes: number | null): Promise<StreamsOfTable[]> => {
  if (maxBytes !== null) {
    const bytes = await bytesToRead(database, table);
    if (bytes > maxBytes)
      throw new UserError(
        `${database.name}: about ${sizeWords(bytes)} would be read, and --max-bytes allows ${sizeWords(maxBytes)}; narrow it by --since and --until, or allow more`,
      );
  }
  const streams = await streamsOf(database, table);
  const map = streams.every(namesPod) ? null : podlessMap(table.map, table.columns);
  if (map === null) return [{ table, streams }];
  const wider = { ...table, map };
  const podless = (await streamsOf(database, wider)).filter((stream) => !namesPod(stream));
  return [
    { table, streams: streams.filter(namesPod) },
    { table: wider, streams: podless },
  ];
};

/** What a stream is called: its pod, container and restart; without a pod its service, and what else tells it apart. */
export const pathOf = ({ keys }: LogStream): string => {
  const { uid, replica, container, restart, service, host, instance, id, file, fileName } = keys;
  const whose = [replica || uid ? [replica, uid] : [service, host, instance, id, file, fileName], [container, restart]];
  const [who = [], which = []] = whose.map((names) => names.filter((one) => one !== undefined && one !== ''));
  return [...(who.length === 0 ? ['log'] : who), ...which].join('/');
};

/** Whose log a stream is; null where nothing tells. */
export const replicaOf = ({ keys: { uid, replica, host, instance, id, file, fileName } }: LogStream): string | null =>
  replica || uid || instance || id || file || fileName || host || null;
