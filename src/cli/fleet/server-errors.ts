/** What a server answered instead of rows, or why it could not be asked. */
export class ServerError extends Error {
  /** ClickHouse's number of the error; null: it did not get so far. */
  readonly code: number | null;

  constructor(
    readonly reason: string,
    code: number | null,
    /** Name of the network's error. */
    readonly network: string | null = null,
  ) {
    super(reason);
    this.name = 'ServerError';
    this.code = code ?? codeIn(reason);
  }

  /** Whether asking again may help: the network, a shard that is away, too much at once. */
  get mayPass(): boolean {
    return this.code === null || passing.has(this.code);
  }

  static of(error: unknown): ServerError {
    if (error instanceof ServerError) return error;
    if (!(error instanceof Error)) return new ServerError(String(error), null);
    const { code, message } = error as Error & { code?: unknown };
    const number = typeof code === 'string' && /^\d+$/.test(code) ? Number(code) : null;
    return new ServerError(firstLine(message) || String(code ?? error.name), number, number === null && typeof code === 'string' ? code : null);
  }
}

/** Attempt to read after the end, cannot read from a socket, too slow, timeouts, too many queries, network, memory, a shard that cannot be reached. */
const passing = new Set([32, 95, 96, 159, 160, 202, 209, 210, 236, 241, 279, 425]);

const mends: Readonly<{ [code: number]: string }> = {
  60: 'there is no such table; name it by ?table=NAME at the end of the address',
  81: 'there is no such database; name it in the address, as in clickhouse://host:8123/database',
  158: 'the server reads no more rows for you; narrow it by --since and --until',
  192: 'there is no such user; check the user in the address',
  193: 'the password is refused; check user and password in the address, or CLICKHOUSE_PASSWORD',
  194: 'a password is wanted; give it in the address, or as CLICKHOUSE_PASSWORD',
  195: 'you may not connect from here; ask who runs the server',
  279: 'a shard cannot be reached, also when asked again; check that all servers of the cluster run',
  307: 'the server reads no more bytes for you; narrow it by --since and --until',
  497: 'this user may not do that; ask for the right, or give another user',
  516: 'user or password is refused; check them in the address, or CLICKHOUSE_PASSWORD',
};

const network: Readonly<{ [code: string]: string }> = {
  ECONNREFUSED: 'nothing listens there; check host and port (of HTTP, 8123 by default) and whether the server runs',
  ENOTFOUND: 'there is no such host; check the address',
  ECONNRESET: 'the connection broke off, also when asked again; check whether the server still runs',
};

const codeIn = (text: string): number | null => {
  const found = /Code: (\d+)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
};

const firstLine = (text: string): string => text.split('\n', 1).join('').trim();

/** What is wrong, and the mend. */
export const sentenceOf = ({ reason, code, network: name }: ServerError): string => {
  const mend = code === null ? network[name ?? ''] : mends[code];
  if (mend !== undefined) return mend;
  const told = firstLine(reason).slice(0, 300);
  return code === null ? `could not be asked (${told}); check the address and the server's log` : `refuses this (${told})`;
};
