import type { TableName } from './database.js';
import { type ColumnRef, columnOf, type TableMap } from './map.js';
import { joined, named, type Statement, sql } from './statement.js';

/** A table that was written into files: path or glob, and ClickHouse's name of the format. */
export type Export = { readonly path: string; readonly format: 'Parquet' | 'JSONEachRow' };

const ending = /\.(?<name>parquet|jsonl|ndjson|json)(?:\.(?:gz|zst|lz4|xz|bz2|br))?$/i;

/** The export that a path names by its ending; null: it is none. */
export const exportAt = (path: string): Export | null => {
  const name = ending.exec(path)?.groups?.name;
  if (name === undefined) return null;
  return { path, format: name.toLowerCase() === 'parquet' ? 'Parquet' : 'JSONEachRow' };
};

/** Names and types of an export's columns; what is missing in a row is empty there, and not NULL. */
export const describeQuery = ({ path, format }: Export): Statement =>
  sql`DESCRIBE TABLE file(${path}, ${format}) SETTINGS schema_inference_make_columns_nullable = 0`;

const refsOf = ({ body, time, order, keys, labels }: TableMap): ColumnRef[] =>
  [body, time, order, ...Object.values(keys), ...Object.values(labels)].flatMap((ref) => ref ?? []);

/** Types of the columns that a map names. In JSON an object may be a map or a text, and a moment is told by the text: what it is used as decides. */
const typesOf = (map: TableMap, columns: ReadonlyMap<string, string>): ReadonlyMap<string, string> => {
  const types = new Map<string, string>();
  const podless = Object.values(map.podless).filter(({ column }) => columns.has(column));
  for (const { column, key } of [...refsOf(map), ...podless]) types.set(column, key === null ? (columns.get(column) ?? 'String') : 'Map(String, String)');
  types.set(map.body.column, 'String');
  // Nanoseconds: coarser ones would put lines of one millisecond into another order than they were written in. OpenTelemetry's time is such a one, also where
  // JSON holds it as a text of digits.
  const isMoment = types.get(map.time.column)?.startsWith('DateTime') === true || map.time.column === 'Timestamp';
  if (isMoment) types.set(map.time.column, "DateTime64(9, 'UTC')");
  return types;
};

const raw = (text: string): Statement => ({ texts: [text], values: [] });

/** What makes a table of those of an export's columns that a map names, each log in one piece and by time, and fills it. */
export const importStatements = (from: Export, columns: ReadonlyMap<string, string>, map: TableMap, into: TableName): Statement[] => {
  const types = typesOf(map, columns);
  const defined = joined(
    [...types].map(([name, type]) => sql`${named(name)} ${raw(type)}`),
    ', ',
  );
  const structure = [...types].map(([name, type]) => `\`${name.replace(/[\\`]/g, '\\$&')}\` ${type}`).join(', ');
  const keys = [...Object.values(map.keys), map.time].map(columnOf);
  const table = sql`${named(into.database)}.${named(into.table)}`;
  return [
    sql`CREATE TABLE ${table} (${defined}) ENGINE = MergeTree ORDER BY (${joined(keys, ', ')})`,
    sql`INSERT INTO ${table} SELECT * FROM file(${from.path}, ${from.format}, ${structure})`,
  ];
};
