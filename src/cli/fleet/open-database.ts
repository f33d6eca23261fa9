import type { Address } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';

/** Connects to what the address names; see `openServer`. */
export const openDatabase = async (address: Address, onRetry: (reason: string) => void): Promise<Database> => {
  if (address.kind === 'chdb') return (await import('./chdb.js')).openChdb(address);
  const { openServer } = await import('./server.js');
  return openServer(address, onRetry);
};
