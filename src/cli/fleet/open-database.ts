import type { Address } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';

/** Connects to what the address names; see `openServer`. */
export const openDatabase = async (address: Address, onRetry: (reason: string) => void): Promise<Database> => {
  const { openServer } = await import('./server.js');
  return openServer(address, onRetry);
};
