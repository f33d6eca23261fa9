import type { TableName } from './database.js';
import { named, type Statement, sql } from './statement.js';

/** The head of an insert; rows as lines of JSON follow it. */
export const insertInto = ({ database, table }: TableName): Statement => sql`INSERT INTO ${named(database)}.${named(table)} FORMAT JSONEachRow`;
