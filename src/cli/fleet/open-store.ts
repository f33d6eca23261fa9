import { counted } from '../../diagnose/words.js';
import type { BootRecord } from '../../fleet/boots/record.js';
import { bootKey, type KeyedBoot } from '../../fleet/store/rows.js';
import { upgradeSchema } from '../../fleet/store/upgrade.js';
import { storeBoots } from '../../fleet/store/write.js';
import { parseAddress } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';
import { UserError } from '../../model/user-error.js';
import { redacted } from '../../report/redaction/redact.js';
import { complain } from '../errors.js';
import type { Io } from '../terminal/io.js';
import { logHead } from './log-head.js';
import { openDatabase } from './open-database.js';

/** The boots of a log; `hash` of its content, null where that is not known. */
export type BootsOfLog = { readonly path: string; readonly hash: string | null; readonly boots: readonly BootRecord[] };

/** Where `--into` writes. */
export type Store = {
  /** Writes what is not there yet, and says how much that was. May be called again as logs grow. Throws a UserError. */
  readonly keep: (logs: readonly BootsOfLog[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Boots with their keys, secrets masked. Logs of a table are known by what they are called there; those in files by how they begin. */
const keyed = async (logs: readonly BootsOfLog[], from: string | undefined): Promise<KeyedBoot[]> => {
  const all: KeyedBoot[] = [];
  for (const { path, hash, boots } of logs) {
    if (boots.length === 0) continue;
    const log = from === undefined ? ((await logHead(path)) ?? path) : `stream ${path}`;
    const begun = new Map<number | null, number>();
    for (const boot of redacted(boots)) {
      const place = begun.get(boot.startedAt) ?? 0;
      begun.set(boot.startedAt, place + 1);
      all.push({ ...boot, key: bootKey(log, boot.startedAt, hash ?? log, place) });
    }
  }
  return all;
};

/**
 * Opens the database that `--into` names and brings its tables up to date, before anything is read; a folder of chdb only when there is something to write,
 * where logs come from chdb too, since that has one folder open at a time. Throws a UserError.
 */
export const openStore = async (into: string, from: string | undefined, { io, isQuiet }: { readonly io: Io; readonly isQuiet: boolean }): Promise<Store> => {
  const address = parseAddress('--into', into, io.env.CLICKHOUSE_PASSWORD);
  if (address.table !== null) throw new UserError('--into: its tables have names of their own; leave ?table= away and name a database');
  let opened: Database | null = null;
  const database = async (): Promise<Database> => {
    if (opened !== null) return opened;
    opened = await openDatabase(address, (reason) => complain(io, reason), { isMade: true });
    await upgradeSchema(opened, address.database);
    return opened;
  };
  const close = async (): Promise<void> => {
    await opened?.close();
    opened = null;
  };
  if (address.kind === 'server' || from?.startsWith('chdb:') !== true) {
    try {
      await database();
    } catch (error) {
      await close();
      throw error;
    }
  }
  return {
    close,
    keep: async (logs) => {
      const { name } = await database();
      const { written, known } = await storeBoots(await database(), address.database, await keyed(logs, from), Date.now());
      if (!isQuiet) complain(io, `${counted(written, 'boot')} written into ${name}, database ${address.database}; ${known} there already`);
    },
  };
};
