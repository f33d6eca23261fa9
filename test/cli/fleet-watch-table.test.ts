import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasServer, type Shard, startShards } from '../fleet/table/shard.js';
import { watch } from './watching.js';

const start = ['INFO:     Started server process [1]', 'INFO:     Waiting for application startup.', 'INFO:     Application startup complete.'];

describe.skipIf(!hasServer)(`coldcase fleet --from clickhouse:// --watch${hasServer ? '' : ' (skipped: clickhouse-server is not installed)'}`, () => {
  let shard: Shard | undefined;

  beforeAll(async () => {
    [shard] = await startShards(1);
    await shard?.ask('CREATE TABLE logs (message String, at UInt64, pod String) ENGINE = MergeTree ORDER BY (pod, at) PARTITION BY toDate(at / 1000000000)');
  }, 60_000);

  afterAll(async () => {
    await shard?.remove();
  });

  const insert = async (pod: string, lines: readonly string[], from = 0): Promise<void> => {
    const rows = lines.map((message, place) =>
      JSON.stringify({ message, at: String(1_770_000_000_000_000_000n + BigInt(from + place) * 1_000_000_000n), pod }),
    );
    await shard?.ask('INSERT INTO logs FORMAT JSONEachRow', rows.join('\n'));
  };

  it('tells of streams that come and grow, and keeps what it knew while the server is away', async () => {
    await insert('one', start);
    const from = `clickhouse://default:${encodeURIComponent(shard?.password ?? '')}@127.0.0.1:${shard?.http}/default?table=logs`;
    const watching = watch(['--from', from, '--map', 'body=message,time=at,replica=pod']);
    await watching.until(({ replicas }) => replicas === 1);
    await insert('two', start);
    await watching.until(({ replicas }) => replicas === 2);
    await insert('two', ['Killed: out of memory', 'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB'], 3);
    await watching.until(({ causes }) => causes.some(({ id }) => id === 'oom-device'));
    await shard?.kill();
    await shard?.start();
    await insert('three', start);
    await watching.until(({ replicas }) => replicas === 3);
    expect((await watching.stop('SIGTERM')).status).toBe(0);
  }, 60_000);
});
