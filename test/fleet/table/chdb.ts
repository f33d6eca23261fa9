import { createRequire } from 'node:module';

/** What tests use of the package. */
export type ChdbSession = {
  query(text: string, format?: string): string;
  insert(rows: { readonly table: string; readonly values: Buffer; readonly format: string }): Promise<unknown>;
  close(): void;
};

type Chdb = { readonly Session: new (folder: string) => ChdbSession };

const load = (): Chdb | null => {
  try {
    return createRequire(import.meta.url)('chdb') as Chdb;
  } catch {
    return null;
  }
};

const chdb = load();

/** Whether the optional package is here. */
export const hasChdb = chdb !== null;

/** What stands behind a test's name where it is not. */
export const skippedWithoutChdb = hasChdb ? '' : ' (skipped: chdb is not installed)';

/** Opens a folder; closes it again whatever becomes of the work, since one is open at a time. */
export const inChdb = async <T>(folder: string, work: (session: ChdbSession) => T | Promise<T>): Promise<T> => {
  if (chdb === null) throw new Error('chdb is not installed');
  const session = new chdb.Session(folder);
  try {
    return await work(session);
  } finally {
    session.close();
  }
};
