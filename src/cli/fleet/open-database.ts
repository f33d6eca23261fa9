import type { Address } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';
import { exportAt } from '../../fleet/table/export.js';

/** `isMade`: a folder that is not there is made. `map`: which columns of an export are wanted. */
type Opening = { readonly isMade?: boolean; readonly map?: string | null };

/** Connects to what the address names; see `openServer`, `openChdb` and `openExport`. */
export const openDatabase = async (address: Address, onRetry: (reason: string) => void, { isMade = false, map = null }: Opening = {}): Promise<Database> => {
  if (address.kind === 'chdb') {
    const from = isMade ? null : exportAt(address.at);
    return from === null ? (await import('./chdb.js')).openChdb(address, { isMade }) : (await import('./open-export.js')).openExport(address, from, map);
  }
  const { openServer } = await import('./server.js');
  return openServer(address, onRetry);
};
