import { longestLineBytes } from '../../read/blocks.js';
import type { Row, TableName } from './database.js';
import { type ColumnRef, columnOf, type KeyName, type TableMap, type TimeKind } from './map.js';
import { joined, named, type Statement, sql } from './statement.js';
import { compared, timeText } from './time.js';

/** A table, what its columns mean, and which part of it is asked for. */
export type LogTable = {
  readonly name: TableName;
  readonly map: TableMap;
  readonly kind: TimeKind;
  /** Types by name of column. */
  readonly columns: ReadonlyMap<string, string>;
  /** Bounds of time as texts of the time column; null: all. */
  readonly since: string | null;
  readonly until: string | null;
  /** Whether the exporter's coarse copy of the time, by which it orders and partitions, is there. */
  readonly hasCoarseTime: boolean;
  readonly search: SearchFunction;
  /** Whether it is one of the MergeTree family itself, so that `PREWHERE` is allowed. */
  readonly isMergeTree: boolean;
};

/** The server's own search for many literals, the fastest that it has. */
export type SearchFunction = 'multiMatchAny' | 'multiSearchAny' | 'match';

/** The log of one start of one container. */
export type LogStream = {
  readonly keys: Readonly<{ [name in KeyName]?: string }>;
  readonly labels: Readonly<{ [name: string]: string }>;
  readonly rows: number;
  readonly bytes: number;
  readonly first: string;
  readonly last: string;
};

/** A stretch of time, both ends included, as texts of the time column. */
export type Window = { readonly since: string; readonly until: string };

const from = ({ name }: LogTable): Statement => sql`FROM ${named(name.database)}.${named(name.table)}`;

const coarse = (table: LogTable, how: '>=' | '<=', text: string): Statement[] => {
  if (!table.hasCoarseTime || table.kind !== 'nanoseconds') return [];
  const operator: Statement = { texts: [` ${how} `], values: [] };
  return [sql`${named('TimestampTime')}${operator}toDateTime(${BigInt(text) / 1_000_000_000n})`];
};

/** A key as text; one that is text already stays bare, so that the primary key prunes. */
const keyText = ({ columns }: LogTable, ref: ColumnRef): Statement => {
  const type = columns.get(ref.column) ?? '';
  const isText = /^(?:String|LowCardinality\(String\)|Map\(.*, String\))$/.test(type);
  return isText ? columnOf(ref) : sql`coalesce(toString(${columnOf(ref)}), '')`;
};

const inTime = (table: LogTable, since: string | null, until: string | null): Statement[] => {
  const { map, kind } = table;
  return [
    ...(since === null ? [] : [compared(map, kind, '>=', since), ...coarse(table, '>=', since)]),
    ...(until === null ? [] : [compared(map, kind, '<=', until), ...coarse(table, '<=', until)]),
  ];
};

const where = (conditions: readonly Statement[]): Statement => (conditions.length === 0 ? sql`` : sql` WHERE ${joined(conditions, ' AND ')}`);

/** Names and types of a table's columns. */
export const columnsQuery = ({ database, table }: TableName): Statement =>
  sql`SELECT name, type FROM system.columns WHERE database = ${database} AND table = ${table}`;

export const engineQuery = ({ database, table }: TableName): Statement =>
  sql`SELECT engine FROM system.tables WHERE database = ${database} AND name = ${table}`;

/** Which of these functions the server has. */
export const functionsQuery = sql`SELECT name FROM system.functions WHERE name IN ('multiMatchAny', 'multiSearchAny')`;

export const exampleTimeQuery = (table: LogTable): Statement => sql`SELECT ${timeText(table.map, table.kind)} ${from(table)} LIMIT 1`;

/** Rows that the server would read for what is asked, by its index alone: database, table, parts, rows, marks. */
export const estimateQuery = (table: LogTable): Statement =>
  sql`EXPLAIN ESTIMATE SELECT ${columnOf(table.map.body)} ${from(table)}${where(inTime(table, table.since, table.until))}`;

/** Bytes and rows that the table's columns take once unpacked. */
export const sizeQuery = ({ name }: LogTable): Statement =>
  sql`SELECT sum(data_uncompressed_bytes) FROM system.columns WHERE database = ${name.database} AND table = ${name.table}`;

export const countQuery = (table: LogTable): Statement => sql`SELECT count() ${from(table)}`;

/** Bytes of all lines that are asked for. */
export const bytesQuery = (table: LogTable): Statement =>
  sql`SELECT sum(length(${columnOf(table.map.body)})) ${from(table)}${where(inTime(table, table.since, table.until))}`;

/** One row for each stream: its keys, its labels, rows, bytes, first and last time. */
export const streamsQuery = (table: LogTable): Statement => {
  const { map } = table;
  const keys = Object.values(map.keys).map((ref) => keyText(table, ref));
  const labels = Object.values(map.labels).map((ref) => sql`toString(${anyOf(ref)})`);
  const time = columnOf(map.time);
  const bounds = ['min', 'max'].map((word) => {
    const bound: Statement = { texts: [`${word}(`], values: [] };
    return sql`${timeTextOf(table, sql`${bound}${time})`)}`;
  });
  const columns = [...keys, ...labels, sql`toString(count())`, sql`toString(sum(length(${columnOf(map.body)})))`, ...bounds];
  const grouped = keys.length === 0 ? sql`` : sql` GROUP BY ${joined(keys, ', ')}`;
  return sql`SELECT ${joined(columns, ', ')} ${from(table)}${where(inTime(table, table.since, table.until))}${grouped}`;
};

/** What one of the rows has; of a map the key is looked up once a stream and not once a row: that takes a third of the time. */
const anyOf = ({ column, key }: ColumnRef): Statement => (key === null ? sql`any(${named(column)})` : sql`any(${named(column)})[${key}]`);

const timeTextOf = ({ kind }: LogTable, value: Statement): Statement => {
  if (kind === 'nanoseconds') return sql`toString(toUnixTimestamp64Nano(${value}))`;
  return kind === 'seconds' ? sql`toString(toUnixTimestamp(${value}))` : sql`toString(${value})`;
};

/** A row of `streamsQuery`. */
export const streamOf = ({ map }: LogTable, row: Row): LogStream => {
  const keys = Object.keys(map.keys) as KeyName[];
  const labels = Object.keys(map.labels);
  const [rows = '0', bytes = '0', first = '', last = ''] = row.slice(keys.length + labels.length);
  const told = labels.map((label, place) => [label, row[keys.length + place] ?? ''] as const);
  return {
    keys: Object.fromEntries(keys.map((key, place) => [key, row[place] ?? ''])),
    labels: Object.fromEntries(told.filter(([, value]) => value !== '')),
    rows: Number(rows),
    bytes: Number(bytes),
    first,
    last,
  };
};

/** Needles of one call of `multiSearchAny`, whose count is bounded. */
const mostNeedles = 255;

/** Whether a line holds one of the literals, in whatever case. */
const holdsAny = (table: LogTable, literals: readonly string[]): Statement => {
  const body = columnOf(table.map.body);
  const patterns = literals.map((one) => one.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&'));
  // Literals are lower case and ASCII: lowering the line takes half the time of patterns that fold case.
  if (table.search === 'multiMatchAny') return sql`multiMatchAny(lower(${body}), ${patterns})`;
  if (table.search === 'match') return sql`match(${body}, ${`(?i)${patterns.join('|')}`})`;
  const groups = Array.from({ length: Math.ceil(literals.length / mostNeedles) }, (_, place) => literals.slice(place * mostNeedles, (place + 1) * mostNeedles));
  return sql`(${joined(
    groups.map((group) => sql`multiSearchAnyCaseInsensitive(${body}, ${group})`),
    ' OR ',
  )})`;
};

/** Which lines of a stream come next: from which time on, how many; `literals`: only those that hold one of these. */
type Page = { readonly after: string; readonly rows: number; readonly literals: readonly string[] | null };

/**
 * `WHERE` of lines. To look up keys of a map costs as much as all literals at once, so that the literals come first there: what they leave over is little.
 */
const linesWhere = (table: LogTable, conditions: readonly Statement[], literals: readonly string[] | null): Statement => {
  if (literals === null) return where(conditions);
  const isFirst = table.isMergeTree && table.search !== 'match' && Object.values(table.map.keys).some(({ key }) => key !== null);
  return isFirst ? sql` PREWHERE ${holdsAny(table, literals)}${where(conditions)}` : where([...conditions, holdsAny(table, literals)]);
};

/** Time, order and line of a row, by names that `inOrder` sorts by. */
const lineColumns = ({ map, kind }: LogTable): Statement => {
  const order = map.order === null ? sql`''` : sql`toString(${columnOf(map.order)})`;
  return sql`${timeText(map, kind)} AS t, ${order} AS o, substring(${columnOf(map.body)}, 1, ${longestLineBytes}) AS b`;
};

const inOrder = ({ map }: LogTable): Statement => sql`ORDER BY ${columnOf(map.time)}, length(o), o, b`;

const ofStream = (table: LogTable, { keys }: LogStream): Statement[] =>
  Object.entries(table.map.keys).map(([name, ref]) => sql`${keyText(table, ref)} = ${keys[name as KeyName] ?? ''}`);

/** How many rows a stream has in each of two windows of time. */
export const rowsQuery = (table: LogTable, stream: LogStream, early: Window, late: Window): Statement => {
  const { map, kind } = table;
  const within = ({ since, until }: Window): Statement =>
    sql`toString(countIf(${joined([compared(map, kind, '>=', since), compared(map, kind, '<=', until)], ' AND ')}))`;
  const conditions = [...ofStream(table, stream), ...inTime(table, early.since, late.until)];
  return sql`SELECT ${within(early)}, ${within(late)} ${from(table)}${where(conditions)}`;
};

/** Lines of all streams in a window of time that hold one of the literals: keys, time, order, line. An error where they are more bytes than these. */
export const candidatesQuery = (table: LogTable, { since, until }: Window, literals: readonly string[], mostBytes: number): Statement => {
  const keys = Object.values(table.map.keys).map((ref) => sql`${keyText(table, ref)}, `);
  const conditions = inTime(table, since, until);
  const bounded: Statement = { texts: [` SETTINGS max_result_bytes = ${mostBytes}, result_overflow_mode = 'throw'`], values: [] };
  return sql`SELECT ${joined(keys, '')}${lineColumns(table)} ${from(table)}${linesWhere(table, conditions, literals)} ${inOrder(table)}${bounded}`;
};

/**
 * The next lines of a stream in the order of time: time, order, line. Where the table lies in the order of its coarse time, the server reads no further
 * than the page; it does so only if nothing else is asked of the order, so that lines of one moment are put in order around it.
 */
export const pageQuery = (table: LogTable, stream: LogStream, { after, rows, literals }: Page): Statement => {
  const { map } = table;
  const own = ofStream(table, stream);
  const lines = sql`${from(table)}${linesWhere(table, [...own, ...inTime(table, after, stream.last)], literals)}`;
  const { service } = map.keys;
  if (!table.hasCoarseTime || service === undefined) return sql`SELECT ${lineColumns(table)} ${lines} ${inOrder(table)} LIMIT ${rows}`;
  const keyed = joined([service, { column: 'TimestampTime', key: null }, map.time].map(columnOf), ', ');
  const read = joined([...new Set([map.time, map.body, map.order ?? map.time].map(({ column }) => column))].map(named), ', ');
  return sql`SELECT ${lineColumns(table)} FROM (SELECT ${read} ${lines} ORDER BY ${keyed} LIMIT ${rows}) ${inOrder(table)} LIMIT ${rows}`;
};
