import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fleet } from '../../src/model/fleet.js';
import { capturedLines, type Line, pathOfLine, stamped } from '../fleet/table/captured.js';
import { hasServer, type Shard, startShards } from '../fleet/table/shard.js';
import { run } from './run.js';

const map = 'body=message,time=at,order=position,replica=po`d,container=container,restart=restart,label.node=node';

/** The lines in files of `kubectl logs --timestamps`, one for each start of a container. */
const folderOf = (lines: readonly Line[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-table-'));
  const texts = new Map<string, string>();
  for (const line of lines) texts.set(pathOfLine(line), `${texts.get(pathOfLine(line)) ?? ''}${stamped(line)}\n`);
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, `${path}.log`), text);
  }
  return folder;
};

/** What both ways must agree in: ids name the file, and labels what only the table knows. */
const sameIn = ({ files: _, replicas, copies, splits, outliers, ...rest }: Fleet) => ({
  ...rest,
  outliers: outliers.map(({ timeToReadySeconds }) => timeToReadySeconds),
});

describe.skipIf(!hasServer)(`coldcase fleet --from clickhouse://${hasServer ? '' : ' (skipped: clickhouse-server is not installed)'}`, () => {
  const lines = capturedLines();
  let shards: Shard[] = [];
  let address = '';
  let ofFiles: ReturnType<typeof sameIn>;

  beforeAll(async () => {
    shards = await startShards(2);
    const columns = '(message String, at UInt64, position UInt32, `po``d` String, container String, restart UInt8, node String)'.replace('``', '\\`');
    for (const [place, shard] of shards.entries()) {
      await shard.ask(`CREATE TABLE logs ${columns} ENGINE = MergeTree ORDER BY (container, at) PARTITION BY toDate(at / 1000000000)`);
      // The lines of each start lie on both shards, and some of them twice.
      const own = lines.filter((_, at) => at % 2 === place || at % 7 === 0);
      const rows = own.map(({ text, nanoseconds, pod, container, restart }) =>
        JSON.stringify({ message: text, at: String(nanoseconds), position: 0, 'po`d': pod, container, restart, node: `n${place}` }),
      );
      await shard.ask('INSERT INTO logs FORMAT JSONEachRow', rows.join('\n'));
    }
    await shards[0]?.ask('CREATE TABLE all_logs AS logs ENGINE = Distributed(fleet, default, logs)');
    address = `clickhouse://default:${encodeURIComponent(shards[0]?.password ?? '')}@127.0.0.1:${shards[0]?.http}/default?table=all_logs`;
    const { out } = await run(['fleet', folderOf(lines), '--workers', '1', '--format', 'json', '--by', 'runtime']);
    ofFiles = sameIn(JSON.parse(out) as Fleet);
  }, 120_000);

  afterAll(async () => {
    for (const shard of shards) await shard.remove();
  });

  const read = (...args: string[]) => run(['fleet', '--from', address, '--map', map, '--format', 'json', '--by', 'runtime', ...args]);

  it('gives what the same lines give as files, though they lie on two shards and some twice', async () => {
    const { out, err, status } = await read();
    expect([status, err]).toEqual([0, expect.stringContaining('travelled')]);
    expect(ofFiles.boots).toBeGreaterThan(100);
    expect(sameIn(JSON.parse(out))).toEqual(ofFiles);
  }, 120_000);

  it('refuses to read more than is allowed, before it reads', async () => {
    const { status, err } = await read('--max-bytes', '1kB');
    expect([status, err]).toEqual([2, expect.stringMatching(/about [\d.]+ KiB would be read, and --max-bytes allows 1000 bytes/)]);
  });

  it('reads only what was written between --since and --until', async () => {
    const boots = async (...args: string[]) => (JSON.parse((await read(...args)).out) as Fleet).boots;
    expect(await boots('--until', '2026-02-02T02:39:59Z')).toBe(0);
    expect(await boots('--since', '2026-02-02T02:40:00Z', '--until', '2026-02-03')).toBe(ofFiles.boots);
  }, 120_000);

  it('says what is wrong with the address, the password, the table and its columns', async () => {
    const from = async (text: string, ...args: string[]) => {
      const { status, err } = await run(['fleet', '--from', text, ...args]);
      return [status, err];
    };
    expect(await from(address.replace(/default:[^@]*/, 'default:wrong'), '--map', map)).toEqual([2, expect.stringContaining('the password is refused')]);
    expect(await from(address.replace('all_logs', 'none'), '--map', map)).toEqual([2, expect.stringContaining('there is no table default.none')]);
    expect(await from(address)).toEqual([2, expect.stringContaining('default.all_logs has no column Body, Timestamp, ResourceAttributes, ServiceName; say')]);
    expect(await from('clickhouse://', '--map', map)).toEqual([2, expect.stringContaining('names no host')]);
    expect(await from('x', '--map', 'body')).toEqual([2, expect.stringContaining('this is no address')]);
  });

  it('goes on where a shard is killed while it reads and comes back, and counts nothing twice', async () => {
    const reading = read();
    await sleep(200);
    await shards[1]?.kill();
    await sleep(500);
    await shards[1]?.start();
    const { status, out, err } = await reading;
    expect([status, err]).toEqual([0, expect.stringContaining('asking again')]);
    expect(sameIn(JSON.parse(out))).toEqual(ofFiles);
  }, 120_000);

  it('says so where a shard stays away', async () => {
    await shards[1]?.kill();
    const { status, err } = await read();
    expect([status, err]).toEqual([2, expect.stringContaining('a shard cannot be reached, also when asked again')]);
    await shards[1]?.start();
  }, 120_000);
});
