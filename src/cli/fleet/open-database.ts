import type { Address } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';

/** Connects to what the address names; see `openServer` and `openChdb`. `isMade`: a folder that is not there is made. */
export const openDatabase = async (address: Address, onRetry: (reason: string) => void, isMade = false): Promise<Database> => {
  if (address.kind === 'chdb') return (await import('./chdb.js')).openChdb(address, { isMade });
  const { openServer } = await import('./server.js');
  return openServer(address, onRetry);
};
