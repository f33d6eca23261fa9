import type { Database } from '../table/database.js';
import { joined, named, sql } from '../table/statement.js';
import { digestOf, type KeyedBoot, rowsOf } from './rows.js';
import { storeTables } from './schema.js';

/** So many boots go with one insert: some hundred kilobytes. */
const batchBoots = 500;

export type Stored = { readonly written: number; readonly known: number };

/**
 * Writes boots that the tables don't have as they are. Their phases and causes go first: what is shown of them hangs on the boot's own row, so that one that
 * was cut off shows as it was before, and writing it again does no harm. Throws a UserError where the database stays away.
 */
export const storeBoots = async (database: Database, name: string, boots: readonly KeyedBoot[], now: number): Promise<Stored> => {
  const rows = named(storeTables.boots);
  let written = 0;
  const unique = [...new Map(boots.map((boot) => [boot.key, boot])).values()];
  for (let at = 0; at < unique.length; at += batchBoots) {
    const some = unique.slice(at, at + batchBoots);
    const keys = joined(
      some.map(({ key }) => sql`${key}`),
      ', ',
    );
    const there = await database.ask(sql`SELECT boot, digest FROM ${named(name)}.${rows} FINAL WHERE boot IN (${keys})`);
    const digests = new Map(there.map(([boot = '', digest = '']) => [boot, digest]));
    const news = some.filter((boot) => digests.get(boot.key) !== digestOf(boot));
    const given = rowsOf(news, now);
    for (const table of ['phases', 'causes', 'boots'] as const)
      if (given[table].length > 0) await database.insert({ database: name, table: storeTables[table] }, given[table]);
    written += news.length;
  }
  return { written, known: unique.length - written };
};
