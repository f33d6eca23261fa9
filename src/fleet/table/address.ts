import { UserError } from '../../model/user-error.js';
import type { TableName } from './database.js';

/** Where a table is: a server's, or that of a folder of chdb. */
export type Address = {
  readonly kind: 'server' | 'chdb';
  /** Base address of the server without user and password, or the folder. */
  readonly at: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly table: string | null;
};

const form = 'clickhouse://user:password@host:8123/database?table=otel_logs';
const usualPort = { 'clickhouse:': '8123', 'clickhouses:': '8443' } as const;

const urlOf = (option: string, text: string): URL => {
  try {
    return new URL(text);
  } catch {
    throw new UserError(`${option}: this is no address; give it as ${form}, with %40 for an @ in the password`);
  }
};

/**
 * Reads `clickhouse://user:password@host:port/database?table=name` (`clickhouses://` with TLS) or `chdb:FOLDER?table=name`. Without a password it is that of
 * the environment. Throws a UserError.
 */
export const parseAddress = (option: string, text: string, environment: string | undefined): Address => {
  if (text.startsWith('chdb:')) {
    const [folder = '', search = ''] = text.slice('chdb:'.length).split('?');
    if (folder === '') throw new UserError(`${option} ${text}: names no folder; give it as chdb:FOLDER`);
    const wanted = new URLSearchParams(search);
    return { kind: 'chdb', at: folder, user: '', password: '', database: wanted.get('database') ?? 'default', table: wanted.get('table') };
  }
  const url = urlOf(option, text);
  if (url.protocol !== 'clickhouse:' && url.protocol !== 'clickhouses:') throw new UserError(`${option}: give it as ${form}, or as chdb:FOLDER`);
  if (url.hostname === '') throw new UserError(`${option}: names no host; give it as ${form}`);
  return {
    kind: 'server',
    at: `${url.protocol === 'clickhouses:' ? 'https' : 'http'}://${url.hostname}:${url.port || usualPort[url.protocol]}`,
    user: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password) || (environment ?? ''),
    database: decodeURIComponent(url.pathname.slice(1)) || 'default',
    table: url.searchParams.get('table'),
  };
};

export const tableOf = ({ database, table }: Address): TableName => ({ database, table: table ?? 'otel_logs' });
