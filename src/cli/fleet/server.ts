import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '../../fleet/table/address.js';
import type { Database, Row } from '../../fleet/table/database.js';
import { insertInto } from '../../fleet/table/insert.js';
import { bound, inlined, type Sent, type Statement } from '../../fleet/table/statement.js';
import { rowsIn } from '../../fleet/table/tab-separated.js';
import { UserError } from '../../model/user-error.js';
import { ServerError, sentenceOf } from './server-errors.js';

/** How long it waits before it asks again: a server that is started anew is back within these. */
const patienceMilliseconds = [250, 500, 1000, 2000, 4000] as const;
const answerMilliseconds = 300_000;
/** The first version that takes parameters apart from the query. */
const bindsFrom = [19, 14] as const;

const isAtLeast = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > bindsFrom[0] || (major === bindsFrom[0] && minor >= bindsFrom[1]);
};

/** The rows of an answer; one that an error broke off is none. */
const wholeRows = (text: string): Row[] => {
  const rows = rowsIn(text);
  if (rows === null) throw new ServerError(text.slice(text.lastIndexOf('Code: ')), null);
  return rows;
};

/**
 * A ClickHouse server. What fails by the network or by load is asked again, five times; each question is for one page, so that nothing is counted twice.
 * `onRetry` hears of each. Throws a UserError where the server cannot be reached, or refuses.
 */
export const openServer = async (
  address: Address,
  onRetry: (reason: string) => void,
  patience: readonly number[] = patienceMilliseconds,
): Promise<Database> => {
  const { createClient } = await import('@clickhouse/client');
  const client = createClient({
    url: address.at,
    username: address.user,
    password: address.password,
    request_timeout: answerMilliseconds,
    log: { level: 127 },
    keep_alive: { enabled: true, idle_socket_ttl: 1000 },
  });
  const name = `${address.at.replace(/^http/, 'clickhouse')}`;
  let moved = 0;

  const once = async ({ query, parameters }: Sent, rows?: Buffer): Promise<string> => {
    try {
      const values = rows === undefined ? {} : { values: Readable.from([rows]) };
      const { stream } = await client.exec({ query, query_params: parameters, ...values });
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      moved += bytes.length;
      return bytes.toString('utf8');
    } catch (error) {
      throw ServerError.of(error);
    }
  };

  /** Whether the last question was given up: the next ones are not waited for again, until one is answered. */
  let isLost = false;
  const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await work();
        isLost = false;
        return answer;
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        const wait = patience[attempt];
        if (!error.mayPass || isLost || wait === undefined) {
          isLost = error.mayPass;
          throw new UserError(`${name}: ${sentenceOf(error)}`);
        }
        onRetry(`${name}: ${error.reason}; asking again`);
        await sleep(wait);
      }
    }
  };

  let sentAs = bound;
  const askRaw = (statement: Statement): Promise<Row[]> =>
    patiently(async () => {
      const { query, parameters } = sentAs(statement);
      return wholeRows(await once({ query: `${query} FORMAT TabSeparated`, parameters }));
    });
  try {
    const [[version] = []] = await askRaw({ texts: ['SELECT version()'], values: [] });
    if (!isAtLeast(String(version))) sentAs = inlined;
  } catch (error) {
    await client.close();
    throw error;
  }
  return {
    name,
    ask: askRaw,
    tell: (statement) => patiently(async () => void (await once(sentAs(statement)))),
    insert: (into, rows) => {
      const body = Buffer.from(rows.join('\n'));
      return patiently(async () => void (await once(bound(insertInto(into)), body)));
    },
    bytesMoved: () => moved,
    close: () => client.close(),
  };
};
