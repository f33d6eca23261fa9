import type { Instant } from '../../model/units.js';
import { columnOf, type TableMap, type TimeKind } from './map.js';
import { type Statement, sql } from './statement.js';

const nanosecondsASecond = 1_000_000_000n;

/** The time of a row, as the text by which rows are paged. */
export const timeText = (map: TableMap, kind: TimeKind): Statement => {
  const column = columnOf(map.time);
  if (kind === 'nanoseconds') return sql`toString(toUnixTimestamp64Nano(${column}))`;
  return kind === 'seconds' ? sql`toString(toUnixTimestamp(${column}))` : sql`toString(${column})`;
};

/** The same text as a value that the column is compared with, so that the primary key prunes. */
const asTime = (text: string, kind: TimeKind): Statement => {
  if (kind === 'text') return sql`${text}`;
  if (kind === 'number') return sql`${BigInt(text)}`;
  return kind === 'nanoseconds' ? sql`fromUnixTimestamp64Nano(${BigInt(text)})` : sql`toDateTime(${BigInt(text)})`;
};

/** `>=` or `<` of the time column. */
export const compared = (map: TableMap, kind: TimeKind, how: '>=' | '<' | '<=', text: string): Statement => {
  const operator: Statement = { texts: [` ${how} `], values: [] };
  return sql`${columnOf(map.time)}${operator}${asTime(text, kind)}`;
};

/** Units by size: what is later than the year 5138 in one unit is of the next finer one. */
const nanosecondsOf = (number: bigint): bigint => {
  if (number < 100_000_000_000n) return number * nanosecondsASecond;
  if (number < 100_000_000_000_000n) return number * 1_000_000n;
  return number < 100_000_000_000_000_000n ? number * 1000n : number;
};

/** A row's time as RFC 3339 with nanoseconds, as the front of a line. */
export const stampOf = (text: string, kind: TimeKind): string => {
  if (kind === 'text') return text;
  const nanoseconds = kind === 'nanoseconds' ? BigInt(text) : nanosecondsOf(BigInt(text));
  const seconds = nanoseconds / nanosecondsASecond;
  const date = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${date}.${String(nanoseconds % nanosecondsASecond).padStart(9, '0')}Z`;
};

/** A moment as the time of a row: the unit of a number is told by an example. */
export const textOfInstant = (instant: Instant, kind: TimeKind, example: string): string => {
  const milliseconds = Math.round(instant * 1000);
  if (kind === 'text') return new Date(milliseconds).toISOString().replace(/\.000Z$/, '');
  if (kind === 'nanoseconds') return String(BigInt(milliseconds) * 1_000_000n);
  if (kind === 'seconds') return String(Math.floor(instant));
  const size = BigInt(example || '0');
  const per = [1n, 1000n, 1_000_000n, 1_000_000_000n].find((unit) => nanosecondsOf(size) * unit === size * nanosecondsASecond) ?? 1n;
  return String((BigInt(milliseconds) * per) / 1000n);
};

/** So long before a row's time, as such a text; null where times are texts, of which each table has its own. */
export const before = (text: string, seconds: number, kind: TimeKind): string | null =>
  kind === 'text' ? null : textOfInstant(Date.parse(stampOf(text, kind)) / 1000 - seconds, kind, text);
