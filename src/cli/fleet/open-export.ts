import { existsSync } from 'node:fs';
import type { Address } from '../../fleet/table/address.js';
import { tableOf } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';
import { describeQuery, type Export, importStatements } from '../../fleet/table/export.js';
import { parseMap, timeKindOf } from '../../fleet/table/map.js';
import { UserError } from '../../model/user-error.js';
import { openScratchChdb } from './chdb.js';

/**
 * A table that was exported into files, read once into a table of chdb in the system's folder for temporary files, which goes when it is closed: sorted there,
 * each log is a stretch of it. Throws a UserError where the files are not there, broken, or without the columns that the map names.
 */
export const openExport = async (address: Address, from: Export, mapped: string | null): Promise<Database> => {
  const map = parseMap(mapped);
  if (!/[*?{]/.test(from.path) && !existsSync(from.path)) throw new UserError('there is no such file; check the name', { file: from.path });
  const database = openScratchChdb(address.at);
  try {
    const columns = new Map((await database.ask(describeQuery(from))).map(([name = '', type = '']) => [name, type]));
    timeKindOf(map, columns, from.path);
    const into = { ...tableOf(address), database: 'default' };
    for (const statement of importStatements(from, columns, map, into)) await database.tell(statement);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
