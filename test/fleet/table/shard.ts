import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, freePorts } from '../../../src/cli/audit/free-port.js';

/** Whether Debian's clickhouse-server is here. */
export const hasServer = spawnSync('which', ['clickhouse-server']).status === 0;

/** A server of ClickHouse of our own, as a plain process. */
export type Shard = {
  readonly http: number;
  readonly tcp: number;
  readonly password: string;
  readonly kill: () => Promise<void>;
  /** Starts it anew with the data that it had. */
  readonly start: () => Promise<void>;
  /** Asks it, or throws with what it says; `body`: rows of an insert. */
  readonly ask: (query: string, body?: string) => Promise<string>;
  readonly remove: () => Promise<void>;
};

const users = (password: string): string => `<yandex>
  <profiles><default><max_memory_usage>2000000000</max_memory_usage></default></profiles>
  <quotas><default /></quotas>
  <users><default><password>${password}</password><networks><ip>127.0.0.1</ip><ip>::1</ip></networks><profile>default</profile><quota>default</quota></default></users>
</yandex>`;

const clusterOf = (ports: readonly number[], password: string): string =>
  ports
    .map((port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port><user>default</user><password>${password}</password></replica></shard>`)
    .join('');

const config = (folder: string, http: number, tcp: number, cluster: string): string => `<yandex>
  <remote_servers><fleet>${cluster}</fleet></remote_servers>
  <logger><level>error</level><log>${folder}/server.log</log><errorlog>${folder}/errors.log</errorlog></logger>
  <listen_host>127.0.0.1</listen_host><http_port>${http}</http_port><tcp_port>${tcp}</tcp_port>
  <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><users_config>${folder}/users.xml</users_config>
  <default_profile>default</default_profile><default_database>default</default_database><mark_cache_size>100000000</mark_cache_size>
</yandex>`;

const password = 'se:cr@t';

/** Starts so many shards of a cluster named `fleet`, and waits until they answer. */
export const startShards = async (count: number): Promise<Shard[]> => {
  const ports = await freePorts(count);
  const cluster = clusterOf(ports, password);
  return Promise.all(ports.map((tcp) => startShard(tcp, cluster)));
};

const startShard = async (tcp: number, cluster: string): Promise<Shard> => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-shard-'));
  const http = await freePort();
  for (const name of ['data', 'tmp']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'users.xml'), users(password));
  writeFileSync(join(folder, 'config.xml'), config(folder, http, tcp, cluster));
  let child: ChildProcess | null = null;

  const ask = async (query: string, body = ''): Promise<string> => {
    const url = `http://127.0.0.1:${http}/?user=default&password=${encodeURIComponent(password)}${body === '' ? '' : `&query=${encodeURIComponent(query)}`}`;
    const answer = await fetch(url, { method: 'POST', body: body === '' ? query : body });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };

  const start = async (): Promise<void> => {
    child = spawn('clickhouse-server', [`--config-file=${folder}/config.xml`], { cwd: folder, stdio: 'ignore' });
    for (let attempt = 0; attempt < 200; attempt++) {
      const isUp = await ask('SELECT 1').then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await sleep(100);
    }
    throw new Error('clickhouse-server did not start');
  };

  const kill = async (): Promise<void> => {
    const dying = child;
    if (dying === null || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
  };
  await start();
  return {
    http,
    tcp,
    password,
    kill,
    start,
    ask,
    remove: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
