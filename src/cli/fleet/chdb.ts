import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Address } from '../../fleet/table/address.js';
import type { Database } from '../../fleet/table/database.js';
import { insertInto } from '../../fleet/table/insert.js';
import { bound, type Sent } from '../../fleet/table/statement.js';
import { rowsIn } from '../../fleet/table/tab-separated.js';
import { UserError } from '../../model/user-error.js';

/** What of the package is used; its own types would make it a dependency. */
type Chdb = { readonly Session: new (folder: string) => Session };
type Session = {
  queryBindAsync(query: string, parameters: Sent['parameters'], options: { readonly format: string }): Promise<{ bytes(): Uint8Array }>;
  queryAsync(query: string): Promise<unknown>;
  /** Gives the folder free, and leaves it as it is. */
  close?(): void;
};

/** The version that this was tested with. */
const tested = '3.4.0';

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1).join('').slice(0, 300);

const installed = (file: string): string | null => {
  try {
    // In the built command Node has been seen to leave a link as it is, beside which its engine is not.
    return realpathSync(createRequire(file).resolve('chdb'));
  } catch {
    return null;
  }
};

/** The package beside coldcase or in the folder; a link to it will do. */
const load = (folder: string, besides: string): Chdb => {
  const found = installed(besides) ?? installed(join(folder, 'package.json'));
  if (found === null)
    throw new UserError(`a folder of chdb needs the package chdb, which is not installed: \`npm install chdb@${tested}\` (550 MB; Linux and macOS)`);
  try {
    return createRequire(found)(found) as Chdb;
  } catch (error) {
    // Its engine is a package of its own for each system, which npm leaves out silently where it cannot be had.
    throw new UserError(`cannot be loaded (${firstLine(error)}); install it anew: \`npm install chdb@${tested}\``, { file: found });
  }
};

const opened = (open: () => Session, folder: string): Session => {
  try {
    return open();
  } catch (error) {
    throw new UserError(`cannot be opened (${firstLine(error)}); check that it may be written and that no other process has it open`, { file: folder });
  }
};

/**
 * A folder of tables, read by ClickHouse in this process. Throws a UserError where there is no such folder and it is not to be made, where another process
 * has it open, or where there is no chdb beside coldcase or where it is called.
 */
export const openChdb = (address: Address, { isMade = false, besides = import.meta.url } = {}): Database => {
  if (!isMade && !existsSync(address.at)) throw new UserError('there is no such folder; check the name', { file: address.at });
  const { Session } = load(process.cwd(), besides);
  return databaseOf(
    opened(() => new Session(address.at), address.at),
    address.at,
  );
};

/** The same in a folder for temporary files, which goes when it is closed; `file`: what errors are told of. */
export const openScratchChdb = (file: string): Database => {
  const { Session } = load(process.cwd(), import.meta.url);
  return databaseOf(
    opened(() => new Session(''), file),
    file,
  );
};

const databaseOf = (session: Session, file: string): Database => {
  let moved = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** One question after the other, as the engine takes them anyhow: what it had ready of an answer that failed comes in front of the next one. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(async () => {
      try {
        return await work();
      } catch (error) {
        await session.queryBindAsync('SELECT 1', {}, { format: 'TabSeparated' }).catch(() => {});
        throw error;
      }
    });
    last = mine.catch(() => {});
    return mine;
  };
  const told = (error: unknown): never => {
    throw new UserError(`cannot be asked (${firstLine(error)})`, { file });
  };
  const ask: Database['ask'] = async (statement) => {
    const { query, parameters } = bound(statement);
    const answer = await inTurn(() => session.queryBindAsync(query, parameters, { format: 'TabSeparated' })).catch(told);
    const bytes = Buffer.from(answer.bytes());
    moved += bytes.length;
    const rows = rowsIn(bytes.toString('utf8'));
    if (rows === null) throw new UserError('gave half an answer; ask again', { file });
    return rows;
  };
  return {
    name: `chdb:${file}`,
    ask,
    tell: async (statement) => void (await ask(statement)),
    insert: async (into, rows) => void (await inTurn(() => session.queryAsync(`${bound(insertInto(into)).query}\n${rows.join('\n')}`)).catch(told)),
    bytesMoved: () => moved,
    close: async () => session.close?.(),
  };
};
