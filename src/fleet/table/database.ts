import type { Statement } from './statement.js';

/** The columns of a row as text; what is NULL is empty. */
export type Row = readonly string[];

/** What holds a table of logs and answers SQL: a ClickHouse server, or the same engine in this process. */
export type Database = {
  /** As it is told to people: no password in it. */
  readonly name: string;
  /** The rows. Throws a UserError that says what is wrong and the mend. */
  ask(statement: Statement): Promise<readonly Row[]>;
  /** Runs what gives no rows; the same errors. */
  tell(statement: Statement): Promise<void>;
  /** Adds rows, lines of `JSONEachRow`. The same errors; whoever gets one does not know whether they are there, and may add them again only where that does no harm. */
  insert(into: TableName, rows: readonly string[]): Promise<void>;
  /** Bytes of answers so far. */
  bytesMoved(): number;
  close(): Promise<void>;
};

/** Which table, in its database. */
export type TableName = { readonly database: string; readonly table: string };
