import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../src/cli/fleet/open-database.js';
import { parseAddress } from '../../../src/fleet/table/address.js';
import type { Database } from '../../../src/fleet/table/database.js';
import { hasChdb } from '../table/chdb.js';
import { hasServer, startShards } from '../table/shard.js';

/** A database of a test's own, by its address. */
export type Place = { readonly address: string; readonly open: () => Promise<Database>; readonly remove: () => Promise<void> };

const openAt = (address: string) => (): Promise<Database> => openDatabase(parseAddress('--into', address, undefined), () => {}, { isMade: true });

const serverPlace = async (): Promise<Place> => {
  const [shard] = await startShards(1);
  if (shard === undefined) throw new Error('no server');
  const address = `clickhouse://default:${encodeURIComponent(shard.password)}@127.0.0.1:${shard.http}`;
  return { address, open: openAt(address), remove: shard.remove };
};

const chdbPlace = async (): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-store-'));
  return { address: `chdb:${folder}`, open: openAt(`chdb:${folder}`), remove: async () => rmSync(folder, { recursive: true, force: true }) };
};

/** What boots are written into in tests: Debian's server of 2018, and today's engine in this process. */
export const databases = [
  { kind: 'clickhouse-server', isHere: hasServer, make: serverPlace },
  { kind: 'chdb', isHere: hasChdb, make: chdbPlace },
] as const;
