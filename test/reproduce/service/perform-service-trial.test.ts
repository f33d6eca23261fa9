import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../src/cli/audit/free-port.js';
import type { TrialDiagnosis } from '../../../src/model/reproduction.js';
import { networkAsk } from '../../../src/reproduce/service/ask.js';
import { serviceConditions } from '../../../src/reproduce/service/conditions.js';
import { performServiceTrial, type ServiceWorld } from '../../../src/reproduce/service/perform-service-trial.js';
import type { Service } from '../../../src/reproduce/service/service.js';
import { serviceStarter } from '../../../src/reproduce/service/start-service.js';
import { commandOf, echo } from './stand-in.js';

const [fresh] = serviceConditions(null, []);
const folder = mkdtempSync(join(tmpdir(), 'coldcase-service-log-'));
const world = (more: Partial<ServiceWorld> = {}): ServiceWorld => ({
  start: serviceStarter(process.env),
  ask: networkAsk,
  pages: { evict: async () => {}, fill: async () => {}, residentShare: async () => 0 },
  diagnose: async () => null,
  signal: new AbortController().signal,
  folder,
  timeoutSeconds: 20,
  idleSeconds: [],
  requestsAtOnce: 1,
  ...more,
});
const serviceAt = (port: number, path = '/echo'): Service => ({
  command: 'as started',
  ready: new URL(`http://127.0.0.1:${port}/health`),
  request: { url: new URL(path, `http://127.0.0.1:${port}`), body: Buffer.from('hello'), headers: {} },
  files: [],
});
const trialOf = async (program: string, more: Partial<ServiceWorld> = {}) => {
  const port = await freePort();
  if (fresh === undefined) throw new Error('no condition');
  return performServiceTrial(serviceAt(port), { command: commandOf(port, program), set: {} }, fresh, 0, world(more));
};
/** Keeps what the service wrote, and says that of it. */
const keeping =
  (logs: string[], said: TrialDiagnosis | null = null): ServiceWorld['diagnose'] =>
  async (log) => {
    logs.push(readFileSync(log, 'utf8'));
    return said;
  };
const isRunning = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
};

describe('a trial of a service', () => {
  it('sends first requests together, and as many once it is warm', async () => {
    const counting = `
const { createServer } = require('node:http');
let open = 0;
createServer((request, response) => {
  if (request.method === 'GET') return response.end('well');
  open += 1;
  console.log('open ' + open);
  setTimeout(() => { open -= 1; response.end('done'); }, 200);
}).listen(port, '127.0.0.1');
`;
    const logs: string[] = [];
    const { failure, stages, runs, atOnce } = await trialOf(counting, { requestsAtOnce: 3, diagnose: keeping(logs) });
    expect(logs[0]?.match(/open 3/g)).toHaveLength(2);
    expect(failure).toBeNull();
    expect(atOnce?.coldSeconds).toHaveLength(3);
    expect(atOnce?.warmSeconds).toHaveLength(3);
    expect(runs[0]?.firstSeconds).toBe(atOnce?.coldSeconds[0]);
    expect(stages.at(-1)?.seconds).toBeCloseTo(atOnce?.coldSeconds[0] ?? 0, 9);
  });

  it('gives the time until its port is bound, until it is ready, and of its first requests', async () => {
    const { failure, stages, runs, wasKilled } = await trialOf(echo);
    expect([failure, wasKilled]).toEqual([null, false]);
    expect(stages.map(({ stage }) => stage)).toEqual(['listening', 'ready', 'first-request']);
    expect(stages[1]?.startSeconds).toBe(stages[0]?.seconds);
    expect(runs[0]?.laterSeconds.length).toBeGreaterThanOrEqual(4);
    expect(runs[0]?.tokens).toBeUndefined();
  });

  it('tells a port that is bound from a service that is ready', async () => {
    const logs: string[] = [];
    const { failure } = await trialOf(
      `
      const { createServer } = require('node:http');
      let asked = 0;
      createServer((request, response) => {
        if (request.method === 'POST') return response.end();
        asked += 1;
        console.log(asked < 3 ? 'not yet' : 'ready');
        response.writeHead(asked < 3 ? 503 : 200).end();
      }).listen(port, '127.0.0.1');
      `,
      { diagnose: keeping(logs) },
    );
    expect([failure, ...logs]).toEqual([null, 'not yet\nnot yet\nready\n']);
  });

  it('gives the time to the first token of answers that are streamed', async () => {
    const { runs } = await trialOf(`
      const { createServer } = require('node:http');
      createServer((request, response) => {
        if (request.method === 'GET') return response.end();
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: one\\n\\n');
        setTimeout(() => response.end('data: two\\n\\n'), 100);
      }).listen(port, '127.0.0.1');
    `);
    const { firstSeconds = 0, tokens } = runs[0] ?? {};
    expect(tokens?.firstSeconds).toBeLessThan(firstSeconds);
    expect(tokens?.laterSeconds).toHaveLength(runs[0]?.laterSeconds.length ?? 0);
  });

  it('diagnoses what the service wrote', async () => {
    const said: TrialDiagnosis = { verdict: 'warm', timeToReadySeconds: null, phases: [], causes: [] };
    const logs: string[] = [];
    const { diagnosis } = await trialOf(echo, { diagnose: keeping(logs, said) });
    expect(diagnosis).toEqual(said);
    expect(logs).toEqual(['ready to serve requests\n']);
  });

  it('ends a service that ends before it is ready with what it said last', async () => {
    const { failure, stages } = await trialOf(`console.error('loading'); console.error('ValueError: no weights'); console.error('at exit'); process.exit(3);`);
    expect(failure).toBe('it ended with status 3 before it was ready: ValueError: no weights');
    expect(stages).toEqual([]);
  });

  it('says what a service says that takes no such request, and where requests go', async () => {
    const { failure } = await trialOf(`
      require('node:http').createServer((request, response) => response.writeHead(request.method === 'GET' ? 200 : 404).end('Not\\nFound.')).listen(port, '127.0.0.1');
    `);
    expect(failure).toBe('POST /echo answered 404: Not Found; say where requests go, as in --path /predict');
  });

  it.skipIf(process.platform !== 'linux')(
    'kills a service that hangs and heeds no signal, with children that left its group',
    async () => {
      const logs: string[] = [];
      const { failure, wasKilled } = await trialOf(
        `
      process.on('SIGTERM', () => {});
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
      console.log(process.pid + ' ' + child.pid);
      setInterval(() => {}, 1000);
      `,
        {
          timeoutSeconds: 1,
          start: serviceStarter(process.env, 2),
          diagnose: keeping(logs),
        },
      );
      expect([failure, wasKilled]).toEqual(['not at its end after 1 s, before it was ready', true]);
      const pids = logs.join('').trim().split(' ').map(Number);
      expect(pids).toHaveLength(2);
      expect(pids.filter(isRunning)).toEqual([]);
    },
    30_000,
  );

  it('is not made where something else answers at its address', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    if (fresh === undefined) throw new Error('no condition');
    const { failure } = await performServiceTrial(serviceAt(port), { command: 'false', set: {} }, fresh, 0, world());
    server.close();
    expect(failure).toBe(`something answers at 127.0.0.1:${port} already; stop it, or have the command use another port`);
  });
});
