import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/cli/audit/free-port.js';
import { type Artefacts, withArtefacts } from './artefacts/artefacts.js';
import type { Json, Scenario, Settings, Surroundings } from './scenario.js';
import { makeContainer } from './service/container.js';
import { type Line, startGroup } from './service/group.js';
import { type Hub, startHub } from './service/hub.js';
import { type Sent, sendLoad } from './service/load.js';
import { firstYes, isHealthy, isListening } from './service/probe.js';
import { slowDisk } from './service/slow-disk.js';
import { readTrace } from './truth/trace.js';
import type { Observed } from './truth/truth.js';

/** What a scenario is run with. */
export type Bench = {
  /** The bundled service of `fixtures/lab/node`. */
  readonly nodeService: string;
  /** `fixtures/lab/python/start.py`. */
  readonly pythonService: string;
  readonly artefacts: Artefacts;
  readonly seed: number;
};

/** The lines of all starts and replicas of a scenario in the order in which they came, and what was seen of each. */
export type Run = { readonly lines: readonly Line[]; readonly starts: readonly Observed[] };

const limitSeconds = 60;
const requestLimitSeconds = 20;

/** Runs a scenario in an empty folder. Throws where it could not be arranged, or where the service did not come up though it should have. */
export async function runScenario(scenario: Scenario, folder: string, bench: Bench): Promise<Run> {
  const lines: Line[] = [];
  const replicas = Array.from({ length: scenario.replicas ?? 1 }, async (_, replica) => {
    const own = join(folder, `replica-${replica}`);
    await mkdir(own, { recursive: true });
    // Two replicas never start at one moment.
    await sleep(replica * 120);
    return await runReplica(scenario, own, bench, replica, (line) => lines.push(line));
  });
  const starts = (await Promise.all(replicas)).flat();
  return { lines, starts };
}

async function runReplica(scenario: Scenario, folder: string, bench: Bench, replica: number, onLine: (line: Line) => void): Promise<Observed[]> {
  const arranged = await arrange(scenario, folder, bench);
  const observed: Observed[] = [];
  try {
    if (scenario.surroundings?.cache === 'filled') await runStart(scenario, { ...arranged, folder, number: 0, replica }, () => {}, true);
    const starts = Math.max(scenario.surroundings?.starts ?? 1, 1 + (scenario.surroundings?.restarts ?? 0));
    for (let number = 1; number <= starts; number += 1) {
      observed.push(await runStart(scenario, { ...arranged, folder, number, replica }, onLine, false));
      if (number < starts) await sleep(200);
    }
    return observed;
  } finally {
    await arranged.clear();
  }
}

type Arranged = {
  readonly command: readonly string[];
  readonly settings: Settings;
  readonly environment: { readonly [name: string]: string };
  readonly port: number;
  readonly clear: () => Promise<void>;
};

async function arrange({ service, settings, surroundings = {}, zone }: Scenario, folder: string, bench: Bench): Promise<Arranged> {
  const resolved = asSettings(await withArtefacts(settings, bench.artefacts));
  const weights = asSettings(resolved.weights ?? {});
  const path = String(weights.path ?? '');
  const port = await freePort();
  const clearers: (() => void | Promise<void>)[] = [];
  let own = resolved;
  const setWeights = (changed: Settings): void => {
    own = { ...own, weights: { ...asSettings(own.weights ?? {}), ...changed } };
  };
  if (surroundings.hub !== undefined) {
    const hub: Hub = await startHub(path, surroundings.hub);
    clearers.push(hub.close);
    setWeights({ hub: hub.url });
  }
  if (surroundings.diskBytesPerSecond !== undefined) {
    const pipe = join(folder, 'disk.onnx');
    clearers.push(slowDisk(path, pipe, surroundings.diskBytesPerSecond).stop);
    setWeights({ path: pipe, read: 'whole' });
  }
  if (surroundings.modelMissing === true) setWeights({ path: join(folder, 'models', 'model.onnx') });
  if (surroundings.cache !== undefined) {
    const cache = await cacheFolder(folder, surroundings.cache);
    own = { ...own, cacheFolder: cache.path };
    clearers.push(cache.clear);
  }
  if (surroundings.dropPageCache === true) dropFromPageCache(path);
  const container = surroundings.container === undefined ? null : await makeContainer(`coldcase-lab-${port}`, surroundings.container);
  if (container !== null) clearers.push(container.remove);
  if (surroundings.portTaken === true) clearers.push(await takePort(port));
  return {
    settings: own,
    port,
    command: [...(container?.command ?? []), ...commandOf(service, surroundings, bench)],
    environment: { ...surroundings.environment, ...(zone === undefined ? {} : { TZ: zone }) },
    clear: async () => {
      for (const clear of clearers) await clear();
    },
  };
}

type Start = Arranged & { readonly folder: string; readonly number: number; readonly replica: number };

/** One start: until it is ready and its load is answered, or until it has ended by itself. */
async function runStart(scenario: Scenario, start: Start, onLine: (line: Line) => void, isRehearsal: boolean): Promise<Observed> {
  const { folder, number, port } = start;
  const trace = join(folder, `trace-${number}.jsonl`);
  const config = join(folder, 'service.json');
  await writeFile(config, JSON.stringify(start.settings));
  const { NODE_EXTRA_CA_CERTS, NODE_OPTIONS, ...usual } = env;
  const environment = { ...usual, ...start.environment, PORT: String(port), SERVICE_CONFIG: config, TRACE_FILE: trace };
  const group = startGroup(start.command, { folder, environment, replica: start.replica }, onLine);
  let sent: Sent[] = [];
  try {
    const { load } = scenario;
    if (load === null) await Promise.race([group.ended, sleep((scenario.watchSeconds ?? limitSeconds) * 1000, undefined, { ref: false })]);
    else {
      const ask = load.from === 'listening' ? isListening : isHealthy;
      const up = await firstYes(() => ask(port), group.hasEnded, limitSeconds);
      if (up === null) throw new Error(group.hasEnded() ? 'the service ended before it was ready' : `the service was not ready within ${limitSeconds} s`);
      if (!isRehearsal) sent = await sendLoad(port, load, requestLimitSeconds);
    }
  } finally {
    await group.stop();
  }
  return { spawnedAt: group.spawnedAt, spans: await readTrace(trace), sent };
}

function commandOf(service: Scenario['service'], surroundings: Surroundings, { nodeService, pythonService }: Bench): string[] {
  const { dataMiB, heapMiB, cpus, niceness } = surroundings;
  const heap = heapMiB === undefined ? [] : [`--max-old-space-size=${heapMiB}`];
  const program = service === 'node' ? [execPath, ...heap, nodeService] : ['/usr/bin/python3', pythonService];
  const limited = dataMiB === undefined ? program : ['prlimit', `--data=${dataMiB * 2 ** 20}`, '--', ...program];
  const polite = niceness === undefined ? limited : ['nice', '-n', String(niceness), ...limited];
  return cpus === undefined ? polite : ['taskset', '-c', cpus, ...polite];
}

async function cacheFolder(folder: string, state: NonNullable<Surroundings['cache']>): Promise<{ readonly path: string; readonly clear: () => void }> {
  const cache = join(folder, 'cache');
  if (state === 'missing') {
    // A file where the folder should be: nobody can make one there.
    await writeFile(cache, '');
    return { path: join(cache, 'models'), clear: () => {} };
  }
  await mkdir(cache, { recursive: true });
  if (state !== 'read-only') return { path: cache, clear: () => {} };
  // The mode alone stops everybody but root, and a container's program is often root.
  await chmod(cache, 0o555);
  const isImmutable = spawnSync('chattr', ['+i', cache]).status === 0;
  return { path: cache, clear: () => void (isImmutable && spawnSync('chattr', ['-i', cache])) };
}

/** Tells the kernel that the file's pages are not needed, as GNU dd does (posix_fadvise, DONTNEED). */
function dropFromPageCache(path: string): void {
  spawnSync('sync', [path]);
  if (spawnSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0']).status !== 0) throw new Error(`dd could not drop ${path} from the page cache`);
}

async function takePort(port: number): Promise<() => void> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return () => void server.close();
}

function asSettings(value: Json): Settings {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('settings must be a mapping');
  return value as Settings;
}
