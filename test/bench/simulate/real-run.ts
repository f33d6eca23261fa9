import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../src/cli/audit/free-port.js';
import type { Scenario } from '../../../src/fleet/simulate/scenario.js';
import { clock, sleep } from '../../../src/warm/clock.js';
import { proxyAt } from '../../../src/warm/rollout/proxy-socket.js';

export type RealRun = {
  /** Of each request, seconds from the moment that it was due; infinite where it was not answered. */
  readonly latencies: Float64Array;
  /** Of each replica after the first one, seconds from asked for to traffic. */
  readonly startSeconds: readonly number[];
};

export type Scale = { readonly atSeconds: number }[];

const never = new AbortController().signal;
const program = join(import.meta.dirname, 'queueing-service.mjs');

const proxyConfig = (front: number, socket: string, ports: readonly number[]): string => `global
  stats socket ${socket} mode 600 level admin
defaults
  mode http
  timeout connect 1s
  timeout client 60s
  timeout server 60s
frontend front
  bind 127.0.0.1:${front}
  default_backend model
backend model
  balance roundrobin
${ports.map((port, at) => `  server replica${at} 127.0.0.1:${port}${at === 0 ? '' : ' disabled'}`).join('\n')}
`;

/**
 * The scenario by real processes: replicas as the steps of `scale` say behind a real HAProxy, requests at the given moments whether or not
 * earlier ones were answered. The first replica has done its cold work before.
 */
export const realRun = async ({ service, cold }: Scenario, scale: Scale, arrivals: Float64Array): Promise<RealRun> => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-simulate-'));
  const children: ChildProcess[] = [];
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const begin = (command: string, args: readonly string[]): ChildProcess => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'], env });
    children.push(child);
    return child;
  };
  const [front = 0, ...ports] = await freePorts(scale.length + 2);
  const [shape] = service.shapes;
  const variation = service.scatter.kind === 'lognormal' ? service.scatter.variation : 0;
  const figures = [service.concurrency, (shape?.steadySeconds ?? 0) * 1000, cold.reduce((sum, { seconds }) => sum + seconds, 0) * 1000, variation];
  const startReplica = async (port: number): Promise<void> => {
    const child = begin(process.execPath, [program, String(port), ...figures.map(String)]);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
  };
  try {
    const socket = join(folder, 'haproxy.sock');
    writeFileSync(join(folder, 'haproxy.cfg'), proxyConfig(front, socket, ports));
    await startReplica(ports[0] ?? 0);
    begin('haproxy', ['-db', '-f', join(folder, 'haproxy.cfg')]);
    await sleep(1, never);
    await ask(front);
    const startSeconds: number[] = [];
    const zero = clock();
    const scaling = scale.map(async ({ atSeconds }, place) => {
      await sleep(zero + atSeconds - clock(), never);
      const asked = clock();
      await startReplica(ports[place + 1] ?? 0);
      await proxyAt(socket)([`enable server model/replica${place + 1}`]);
      startSeconds.push(clock() - asked);
    });
    const latencies = new Float64Array(arrivals.length).fill(Number.POSITIVE_INFINITY);
    const answers: Promise<void>[] = [];
    for (const [place, due] of arrivals.entries()) {
      const ahead = zero + due - clock();
      if (ahead > 0) await sleep(ahead, never);
      answers.push(
        ask(front).then((isAnswered) => {
          if (isAnswered) latencies[place] = clock() - zero - due;
        }),
      );
    }
    await Promise.all([...answers, ...scaling]);
    return { latencies, startSeconds };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
};

const agent = new Agent({ keepAlive: true, maxSockets: 2000 });

const ask = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const sent = request({ port, host: '127.0.0.1', path: '/', agent }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode === 200));
    });
    sent.on('error', () => resolve(false));
    sent.end();
  });
