import { spawnSync } from 'node:child_process';
import { median } from '../../../src/statistics/quantile.js';
import { type Shard, startShards } from '../../fleet/table/shard.js';
import { type Spent, spentBy } from '../child.js';
import { program } from './files.js';
import { markdownTable } from './markdown-table.js';

export type ShardsFigures = { readonly table: string; readonly oneSeconds: number; readonly twoSeconds: number };

const map = 'body=message,time=at,replica=pod';
const columns = '(message String, at UInt64, pod String) ENGINE = MergeTree ORDER BY (pod, at) PARTITION BY toDate(at / 1000000000)';
const began = 1_770_000_000n * 1_000_000_000n;
const start = [
  'INFO:     Started server process [1]',
  'INFO:     Waiting for application startup.',
  'Loading weights took 12.3 seconds',
  'INFO:     Application startup complete.',
];

/** The log of a pod as rows: a start, then so many lines of serving. */
const rowsOf = (pod: number, lines: number): string => {
  const texts = [
    ...start,
    ...Array.from({ length: lines }, (_, at) => `INFO:     10.${pod}.${at % 256}.3:${at % 60_000} - "POST /v1/completions HTTP/1.1" 200 OK`),
  ];
  return texts.map((message, at) => JSON.stringify({ message, at: String(began + BigInt(at) * 20_000_000n), pod: `pod-${pod}` })).join('\n');
};

/** The same lines on one server of ClickHouse and on two, by Debian's version, which has nothing but `match`. */
export const benchShards = async ({
  pods,
  lines,
  rounds,
}: {
  readonly pods: number;
  readonly lines: number;
  readonly rounds: number;
}): Promise<ShardsFigures> => {
  const shards = await startShards(2);
  try {
    const [first, second] = shards as [Shard, Shard];
    for (const shard of shards) await shard.ask(`CREATE TABLE half ${columns}`);
    await first.ask(`CREATE TABLE whole ${columns}`);
    await first.ask('CREATE TABLE both AS half ENGINE = Distributed(fleet, default, half)');
    for (let pod = 0; pod < pods; pod++) {
      const rows = rowsOf(pod, lines);
      await first.ask('INSERT INTO whole FORMAT JSONEachRow', rows);
      await (pod % 2 === 0 ? first : second).ask('INSERT INTO half FORMAT JSONEachRow', rows);
    }
    const words = (table: string): string[] => {
      const address = `clickhouse://default:${encodeURIComponent(first.password)}@127.0.0.1:${first.http}/default?table=${table}`;
      return [process.execPath, program, 'fleet', '--from', address, '--map', map, '--format', 'json'];
    };
    const tables = ['whole', 'both'];
    for (const table of tables) spentBy(words(table));
    const spent = tables.map((): Spent[] => []);
    for (let round = 0; round < rounds; round++) for (const [place, table] of tables.entries()) spent[place]?.push(spentBy(words(table)));
    const told = tables.map((table) => {
      const [command = '', ...rest] = words(table);
      return /streams, ([\d.]+) MiB of lines, of which ([\d.]+) MiB/.exec(spawnSync(command, rest, { encoding: 'utf8' }).stderr) ?? [];
    });
    const middle = (place: number, of: keyof Spent): number => median((spent[place] ?? []).map((one) => one[of]));
    const rows = ['one shard', 'two shards'].map((name, place) => [
      name,
      `${middle(place, 'clock').toFixed(2)} s`,
      `${middle(place, 'processor').toFixed(2)} s`,
      `${told[place]?.[1]} MiB`,
      `${told[place]?.[2]} MiB`,
    ]);
    return {
      table: markdownTable(['', 'by the clock', 'processor time of coldcase', 'lines', 'travelled'], rows),
      oneSeconds: middle(0, 'clock'),
      twoSeconds: middle(1, 'clock'),
    };
  } finally {
    for (const shard of shards) await shard.remove();
  }
};
