import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../src/cli/audit/free-port.js';
import { clock, sleep } from '../../../src/warm/clock.js';
import type { LoadSample } from '../../../src/warm/load/figures.js';
import { openLoad } from '../../../src/warm/load/open-load.js';
import { haproxyDriver } from '../../../src/warm/rollout/haproxy.js';
import { proxyAt } from '../../../src/warm/rollout/proxy-socket.js';
import { send } from '../../../src/warm/target/send.js';

export const hasHaproxy = spawnSync('haproxy', ['-v'], { stdio: 'ignore' }).status === 0;

export type Served = {
  readonly kind: 'came' | 'answered';
  readonly id: string;
  readonly name: string;
  /** It waited for what a warmup would have done before. */
  readonly isCold: boolean;
  readonly isUser: boolean;
};

/** A replica that can be killed and started anew on its port. */
export type ReplicaProcess = {
  readonly name: string;
  readonly url: string;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
};

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));

const started = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.stdout?.once('data', () => resolve()));

export type WorldOptions = { readonly replicas: number; readonly firstMilliseconds: number; readonly steadyMilliseconds: number };

/** Blue and green services behind a real HAProxy, requests of users, and the command itself. */
export type World = {
  readonly folder: string;
  readonly blue: readonly ReplicaProcess[];
  readonly green: readonly ReplicaProcess[];
  /** HAProxy's front. */
  readonly front: string;
  readonly policyFile: string;
  readonly stateFile: string;
  /** What every replica was asked, in order. */
  readonly served: () => Served[];
  readonly greenWeight: () => Promise<number>;
  /** Moves traffic without a rollout. */
  readonly shift: (greenShare: number) => Promise<void>;
  readonly stopProxy: () => Promise<void>;
  readonly startProxy: () => Promise<void>;
  /** Takes HAProxy's socket away while it goes on serving. */
  readonly dropSocket: () => void;
  readonly close: () => Promise<void>;
};

const program = join(import.meta.dirname, 'waiting-service.mjs');

/** The lengths of the plan's shapes, and of what users send. */
const lengths = [4, 16] as const;

const policyText = (blue: readonly ReplicaProcess[], green: readonly ReplicaProcess[], socket: string, more: string): string =>
  `version: 1
blue: [${blue.map(({ url, name }) => `{ url: '${url}', server: ${name} }`).join(', ')}]
green: [${green.map(({ url, name }) => `{ url: '${url}', server: ${name} }`).join(', ')}]
plan: plan.yaml
request: { protocol: json, template: request.json }
bounds: { p95: 1s, errors: 5% }
drain: 5s
driver: { haproxy: { socket: ${socket}, backend: model } }
${more}`;

/** Two steps at a rate that shows a p95 within a second each. */
const quickly = `load: { rate: 80, for: 1s }
steps: [{ weight: 20%, hold: 1s }, { weight: 100%, hold: 1s }]
patience: 2s
`;

export const startWorld = async ({ replicas, firstMilliseconds, steadyMilliseconds }: WorldOptions, more: string = quickly): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-rollout-'));
  const ports = await freePorts(2 * replicas + 1);
  const log = join(folder, 'served.jsonl');
  writeFileSync(log, '');
  const children = new Set<ChildProcess>();
  const begin = (command: string, args: readonly string[]): ChildProcess => {
    const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', command === 'haproxy' ? 'ignore' : 'inherit'], env });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const replica = (name: string, port: number): ReplicaProcess => {
    let child: ChildProcess | null = null;
    return {
      name,
      url: `http://127.0.0.1:${port}`,
      start: async () => {
        child = begin(process.execPath, [program, String(port), name, log, String(firstMilliseconds), String(steadyMilliseconds)]);
        await started(child);
      },
      kill: async () => {
        child?.kill('SIGKILL');
        if (child !== null) await ended(child);
      },
    };
  };
  const side = (name: string, from: number): ReplicaProcess[] =>
    Array.from({ length: replicas }, (_, at) => replica(`${name}${at + 1}`, ports[from + at] ?? 0));
  const [blue, green] = [side('blue', 0), side('green', replicas)];
  const front = `http://127.0.0.1:${ports[2 * replicas]}`;
  const socket = join(folder, 'haproxy.sock');
  writeFileSync(
    join(folder, 'haproxy.cfg'),
    `global
  stats socket ${socket} mode 600 level admin
defaults
  mode http
  timeout connect 1s
  timeout client 10s
  timeout server 10s
  option redispatch 1
  retries 3
frontend front
  bind ${front.slice('http://'.length)}
  default_backend model
backend model
  balance roundrobin
${blue.map(({ name, url }) => `  server ${name} ${url.slice(7)} weight 256 check inter 200ms fall 2 rise 1`).join('\n')}
${green.map(({ name, url }) => `  server ${name} ${url.slice(7)} weight 0 check inter 200ms fall 2 rise 1`).join('\n')}
`,
  );
  writeFileSync(
    join(folder, 'plan.yaml'),
    `version: 1\nshapes: [${lengths.map((length) => `{ sequence: ${length} }`).join(', ')}]\nsteady: { within: 50% }\ndeadline: 20s\n`,
  );
  writeFileSync(join(folder, 'request.json'), '{"text":"{{text}}"}');
  writeFileSync(join(folder, 'policy.yaml'), policyText(blue, green, socket, more));
  let proxy: ChildProcess | null = null;
  const world: World = {
    folder,
    blue,
    green,
    front,
    policyFile: join(folder, 'policy.yaml'),
    stateFile: join(folder, 'policy.yaml.state.json'),
    served: () =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line)])),
    greenWeight: async () => {
      const answer = await proxyAt(socket)(green.map(({ name }) => `get weight model/${name}`));
      return [...answer.matchAll(/^(\d+) \(initial/gm)].reduce((sum, [, weight]) => sum + Number(weight), 0);
    },
    shift: haproxyDriver(proxyAt(socket), { backend: 'model', servers: { blue: blue.map(({ name }) => name), green: green.map(({ name }) => name) } }).shift,
    startProxy: async () => {
      proxy = begin('haproxy', ['-f', join(folder, 'haproxy.cfg'), '-db']);
      while (!existsSync(socket)) await sleep(0.02, new AbortController().signal);
      await sleep(0.1, new AbortController().signal);
    },
    stopProxy: async () => {
      proxy?.kill('SIGKILL');
      if (proxy !== null) await ended(proxy);
      rmSync(socket, { force: true });
    },
    dropSocket: () => rmSync(socket, { force: true }),
    close: async () => {
      const last = [...children];
      for (const child of last) child.kill('SIGKILL');
      await Promise.all(last.map(ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await Promise.all([...blue, ...green].map((one) => one.start()));
  await world.startProxy();
  // Blue has had users for long.
  for (const { url } of blue) for (const length of lengths) await ask(url, length, {});
  return world;
};

const ask = async (url: string, length: number, headers: Readonly<{ [name: string]: string }>): Promise<string | null> => {
  const body = JSON.stringify({ text: Array.from({ length }, () => 'a').join(' ') });
  try {
    const { status, chunks } = await send(
      { method: 'POST', url: new URL(url), headers: { 'content-type': 'application/json', ...headers }, body },
      new AbortController().signal,
    );
    for await (const _ of chunks);
    return status === 200 ? null : `status ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** What users asked of cold replicas, and what a replica that was killed has left unanswered. */
export const sufferedBy = (served: readonly Served[]): { readonly cold: number; readonly unanswered: number } => {
  const own = served.filter(({ isUser }) => isUser);
  const answered = new Set(own.filter(({ kind }) => kind === 'answered').map(({ id }) => id));
  const came = own.filter(({ kind }) => kind === 'came');
  return { cold: came.filter(({ isCold }) => isCold).length, unanswered: came.filter(({ id }) => !answered.has(id)).length };
};

/** Requests of users at the front, each of its moment, until told to stop; gives what came of them. */
export const users = (front: string, ratePerSecond: number): { readonly stop: () => Promise<LoadSample[]> } => {
  let isOver = false;
  const load = openLoad({ ratePerSecond, seconds: 3600 }, (index) => ask(front, lengths[index % lengths.length] ?? 1, { 'x-user': '1' }), {
    clock,
    sleep,
    signal: new AbortController().signal,
    timeoutSeconds: 30,
    isOver: () => isOver,
  });
  return {
    stop: async () => {
      isOver = true;
      return load;
    },
  };
};
