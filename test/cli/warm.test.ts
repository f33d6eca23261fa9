import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../src/cli/audit/free-port.js';
import { json, mixingUp, type Reply, type Service, startService } from '../warm/service.js';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-warm-'));
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const plan = file('plan.yaml', 'version: 1\nshapes: [{ sequence: 4 }, { sequence: 8 }]\nsteady: { within: 99% }\n');
const modelPlan = file('model-plan.yaml', 'version: 1\nshapes: [{ batch: 1, sequence: 16 }, { batch: 8, sequence: 16 }]\n');
const template = file('request.json', '{"text":"{{text}}"}');
const asJson = ['--protocol', 'json', '--template', template, '--quiet'];

const services: Service[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});

const serve = async (reply: Reply, port = 0): Promise<Service> => {
  const service = await startService(reply, port);
  services.push(service);
  return service;
};

const echo: Reply = ({ body }, response) => json(response, { length: body.length });

describe('coldcase warm', () => {
  it('runs each shape until it is steady and compares answers at once, then ends with 0', async () => {
    const { url, asked } = await serve(echo);
    const { status, out, err } = await run(['warm', plan, '--target', url, ...asJson]);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^warm: 2 of 2 shapes are warm after .*\.\n\nshape +state +runs +first +steady +at once +in turn\nsequence 4 +warm +\d+ .* same answers +steady\nsequence 8 +warm/,
    );
    expect(new Set(asked.map(({ body }) => JSON.parse(body).text.split(' ').length))).toEqual(new Set([4, 8]));
  });

  it('ends with 1 and names what stayed cold', async () => {
    const reply: Reply = (asked, response, count) => (asked.body.length > 30 ? json(response, { detail: 'too long' }, 413) : echo(asked, response, count));
    const { url } = await serve(reply);
    const { status, out } = await run(['warm', plan, '--target', url, ...asJson, '--format', 'json']);
    const { verdict, shapes, schemaVersion } = JSON.parse(out);
    expect([status, verdict, schemaVersion]).toEqual([1, 'cold', 1]);
    expect(shapes).toMatchObject([
      { shape: { sequence: 4 }, state: 'warm', concurrency: { state: 'same' } },
      { shape: { sequence: 8 }, state: 'failed', runs: 0, why: 'POST / answered 413: {"detail":"too long"}' },
    ]);
  });

  it('finds a service whose answers get mixed up at once', async () => {
    const { url } = await serve(mixingUp());
    const { status, out } = await run(['warm', plan, '--target', url, ...asJson, '--concurrency', '3']);
    expect(status).toBe(1);
    expect(out).toContain('sequence 4: 2 of 3 answers at once are other than one by one');
  });

  it('waits for a service that is down until the deadline, and says so', async () => {
    const { url, close } = await startService(echo);
    await close();
    const { status, out, err } = await run(['warm', plan, '--target', url, '--deadline', '2s', ...asJson.slice(0, -1)]);
    expect(status).toBe(1);
    expect(out).toMatch(/^cold: 0 of 2 shapes are warm/);
    expect(out).toMatch(/sequence 4: the deadline of 2 s has passed; 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/);
    expect(err).toMatch(/^coldcase: waiting for the target: 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)\n/);
  });

  it('ends at the deadline where the service does not answer', async () => {
    const { url } = await serve(() => {});
    const { status, out } = await run(['warm', plan, '--target', url, '--deadline', '300ms', ...asJson]);
    expect([status, out.includes('sequence 8: the deadline of 0.3 s has passed')]).toEqual([1, true]);
  });

  it('ends where the service dies in the middle', async () => {
    const { url } = await serve((asked, response, count) => (count < 4 ? echo(asked, response, count) : void response.destroy()));
    const { status, out } = await run(['warm', plan, '--target', url, ...asJson]);
    expect(status).toBe(1);
    expect(out).toMatch(/sequence 4 +failed +3 /);
    expect(out).toMatch(/sequence 8: 127\.0\.0\.1:\d+ hung up without an answer/);
  });

  it('warms by a command', async () => {
    const { status, out } = await run(['warm', plan, '--command', 'cat >/dev/null; echo $COLDCASE_SEQUENCE', '--concurrency', '1', '--quiet'], {
      env: { PATH: process.env.PATH ?? '' },
    });
    expect([status, out.split(' after ')[0]]).toEqual([0, 'warm: 2 of 2 shapes are warm']);
  });

  it('finds by --state what is warm already, and does not take it for granted', async () => {
    const state = join(folder, 'twice.json');
    const { url, port } = await serve(echo);
    const warmed = async (): Promise<number> => {
      const { status, out } = await run(['warm', plan, '--target', url, ...asJson, '--state', state, '--format', 'json']);
      expect(status).toBe(0);
      return JSON.parse(out).shapes.reduce((sum: number, { runs }: { readonly runs: number }) => sum + runs, 0);
    };
    const [first, second] = [await warmed(), await warmed()];
    expect(second).toBeLessThan(first);
    // Another service in its place is cold: each first pass takes longer than the state says.
    await services.pop()?.close();
    const seen = new Set<number>();
    await serve(({ body }, response) => {
      const isFirst = !seen.has(body.length);
      seen.add(body.length);
      setTimeout(() => json(response, { length: body.length }), isFirst ? 300 : 0);
    }, port);
    expect(await warmed()).toBeGreaterThan(second);
  });

  it('goes on where one was killed, and its state is whole at any moment', async () => {
    const { url, asked } = await serve(({ body }, response) => void setTimeout(() => json(response, { length: body.length }), 10));
    for (const milliseconds of [150, 250, 350, 450]) {
      const state = join(folder, `killed-${milliseconds}.json`);
      const { child, ended } = started(['--target', url, ...asJson, '--state', state]);
      const before = asked.length;
      while (asked.length < before + milliseconds / 50) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await ended;
      if (existsSync(state)) JSON.parse(readFileSync(state, 'utf8'));
      const { status, out } = await run(['warm', plan, '--target', url, ...asJson, '--state', state]);
      expect([status, out.split(' after ')[0]]).toEqual([0, 'warm: 2 of 2 shapes are warm']);
      expect(JSON.parse(readFileSync(state, 'utf8')).shapes).toHaveLength(2);
    }
  });

  it('warms a model file in this process, and tells each device that it could not be loaded on', async () => {
    const { status, out } = await run(['warm', modelPlan, '--target', 'fixtures/models/small.onnx', '--provider', 'cuda,cpu', '--quiet']);
    expect(status).toBe(0);
    expect(out).toMatch(/^warm: 2 of 2 shapes are warm after .*\.\nnot loaded on cuda in .*\nnot loaded on cuda in .*\nloaded on cpu in .*\n\n/);
    const failed = await run(['warm', modelPlan, '--target', 'fixtures/models/small.onnx', '--provider', 'cuda', '--quiet']);
    expect([failed.status, failed.out.includes('the model cannot be loaded: cuda: ')]).toEqual([1, true]);
  });

  it('lets no control character of a service onto the terminal', async () => {
    const { url } = await serve((_, response) => void response.writeHead(500).end('\u001b[2Jboo'));
    const { out } = await run(['warm', plan, '--target', url, ...asJson]);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('\\x1b[2Jboo');
  });

  it('masks a key that a service repeats', async () => {
    const { url } = await serve((_, response) => json(response, { error: 'bad key', api_key: 'sk-abcdefghijklmnopqrstuvwxyz123456' }, 401));
    const { out } = await run(['warm', plan, '--target', url, ...asJson]);
    expect(out).toContain('answered 401');
    expect(out).not.toContain('abcdefghijklmnop');
  });

  const missing = join(folder, 'none.yaml');
  it.each([
    [[missing, '--target', 'http://x'], `${missing}: there is no such plan; write one by coldcase plan LOG > ${missing}`],
    [[plan], 'what is to be warmed is not known; give the URL of a service or a .onnx file by --target, or --command'],
    [[plan, '--target', 'localhost:80'], '--target localhost:80: give a URL, as in http://localhost:8000, or a .onnx file'],
    [[plan, '--target', 'http://x', '--command', 'true'], '--target and --command name two targets; give one of them'],
    [
      [plan, '--target', 'http://x'],
      'how the target is spoken to is not known; give --protocol openai, kserve, tf-serving, torchserve, json, or put it into the plan',
    ],
    [[plan, '--target', 'http://x', '--protocol', 'opnai'], '--protocol opnai: there is no such protocol; did you mean openai?'],
    [[plan, '--target', 'http://x', '--protocol', 'kserve'], 'which model is to be warmed is not known; give its name by --model, or put it into the plan'],
    [[plan, '--target', 'http://x', '--protocol', 'json'], 'the protocol json needs the body of a request; give a JSON file by --template'],
    [
      [plan, '--target', 'http://x', '--protocol', 'openai', '--template', template],
      `--template ${template}: the protocol openai has bodies of its own; take the option out, or give --protocol json`,
    ],
    [[plan, '--target', 'http://x', ...asJson, '--header', 'secret'], "--header: give a name and a value, as in --header 'authorization: Bearer KEY'"],
    [[plan, '--command', 'true', '--deadline', '5'], '--deadline 5: 5 needs its unit, as in 45s'],
    [[plan, '--command', 'true', '--concurrency', '0'], '--concurrency 0: give a whole number from 1 (compare nothing) to 999'],
    [[plan, '--command', 'true', '--probe', 'here'], '--probe here: give a port, as in :9090 or 127.0.0.1:9090'],
    [[plan, '--command', 'true', '--state', folder], `${folder}: this state cannot be read (EISDIR); name another file by --state`],
    [[plan, '--command', 'true', '--state', template], `${template}: is no state of a warmup; remove it, or name another file by --state`],
    [
      [file('images.yaml', 'version: 1\nshapes: [{ height: 2 }]\n'), '--target', 'fixtures/models/small.onnx'],
      'fixtures/models/small.onnx: height 2 of the plan cannot be run: the model takes no height of 2: its inputs are input_ids [batch, sequence], attention_mask [batch, sequence]',
    ],
    [[plan, '--target', 'none.onnx'], 'none.onnx: there is no such file; name a .onnx file'],
    [[plan, '--target', 'http://x', '--provider', 'cuda'], '--provider is for a .onnx file as --target; take the option out'],
    [
      [modelPlan, '--target', 'fixtures/models/small.onnx', '--probe', ':0'],
      '--target is a model that runs in this process and serves nobody: take --probe and the command after -- out, or name a service',
    ],
    [[plan, plan, '--command', 'true'], `there is one plan too many (${plan}); the command of a service stands after --`],
    [[plan, '--command', 'true', '--', 'no-such-program'], 'no-such-program: there is no such program; check its name and PATH'],
  ])('ends with 2 and one sentence: %j', async (args, message) => {
    expect(await run(['warm', ...args])).toEqual({ status: 2, out: '', err: `coldcase: ${message}\n` });
  });

  it('says which mistake a plan has, and where', async () => {
    const wrong = file('wrong.yaml', 'version: 1\nshapes: [{ sequence: 4 }]\ndeadlin: 5m\n');
    expect((await run(['warm', wrong, '--command', 'true'])).err).toBe(`coldcase: ${wrong}:3:1: there is no field \`deadlin\`; did you mean \`deadline\`?\n`);
  });
});

/** What the built command does as a process of its own. */
const started = (args: readonly string[]) => {
  const child = spawn(process.execPath, ['dist/bin/coldcase.js', 'warm', plan, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const read = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    read.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    read.err += chunk.toString();
  });
  const ended = new Promise<number | string | null>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  /** Resolves with what is told of a pattern, once it is told. */
  const told = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(read.err);
      if (found !== null) return found[1] ?? found[0];
      if (child.exitCode !== null) throw new Error(`ended before it told ${pattern}: ${read.err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { child, read, ended, told };
};

const readiness = async (probe: string): Promise<[number, readonly string[]]> => {
  const response = await fetch(`${probe}/readyz`);
  const { reasons } = (await response.json()) as { reasons: readonly string[] };
  return [response.status, reasons];
};

/** Polls until readiness is as wanted, and gives the reasons. */
const untilReadiness = async (probe: string, wanted: number): Promise<readonly string[]> => {
  for (;;) {
    const [status, reasons] = await readiness(probe);
    if (status === wanted) return reasons;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('a probe', () => {
  const probed = ['--probe', '127.0.0.1:0', '--protocol', 'json', '--template', template];

  it('is ready once the service is warm, not once it is dead, and again once another one is warm', async () => {
    const first = await startService(echo);
    const { child, ended, told, read } = started(['--target', first.url, ...probed]);
    const probe = await told(/probe on (\S+)/);
    await untilReadiness(probe, 200);
    await first.close();
    await untilReadiness(probe, 503);
    await told(/the target no longer answers/);
    await serve(echo, first.port);
    await untilReadiness(probe, 200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(read.out.match(/warm: 2 of 2/g)).toHaveLength(2);
  });

  it('is alive, not ready, and says why while the service comes up; a signal ends it with 130', async () => {
    const { url, close } = await startService(echo);
    await close();
    const { child, ended, told } = started(['--target', url, ...probed]);
    const probe = await told(/probe on (\S+)/);
    await told(/waiting for the target/);
    expect((await fetch(`${probe}/livez`)).status).toBe(200);
    expect((await readiness(probe))[1].join()).toContain('cannot be reached (ECONNREFUSED)');
    expect((await fetch(`${probe}/`)).status).toBe(404);
    child.kill('SIGTERM');
    expect(await ended).toBe(130);
  });

  it('says that its port is in use', async () => {
    const { port } = await serve(echo);
    expect(await run(['warm', plan, '--command', 'true', '--probe', `127.0.0.1:${port}`])).toEqual({
      status: 2,
      out: '',
      err: `coldcase: --probe 127.0.0.1:${port}: the port is in use; name another, or end what listens there\n`,
    });
  });
});

describe('the command after --', () => {
  const script = file(
    'serve.mjs',
    `import { createServer } from 'node:http';
const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
server.listen(Number(process.argv[2]), '127.0.0.1');
process.on('SIGTERM', () => { console.log('asked to end'); process.exit(7); });
`,
  );
  const common = ['--protocol', 'json', '--template', template];

  it('is started, warmed, sent the signals, and keeps its exit status', async () => {
    const port = await freePort();
    const { child, ended, told, read } = started([
      '--target',
      `http://127.0.0.1:${port}`,
      ...common,
      '--probe',
      '127.0.0.1:0',
      '--',
      process.execPath,
      script,
      String(port),
    ]);
    await untilReadiness(await told(/probe on (\S+)/), 200);
    child.kill('SIGTERM');
    expect(await ended).toBe(7);
    expect(read.out).toBe('asked to end\n');
    expect(read.err).toContain('warm: 2 of 2 shapes are warm');
  });

  it('that ends before it is warm gives its status, and is never ready', async () => {
    const port = await freePort();
    const { ended, read } = started(['--target', `http://127.0.0.1:${port}`, ...common, '--', process.execPath, '-e', 'process.exit(3)']);
    expect(await ended).toBe(3);
    expect(read.err).toMatch(/cold: 0 of 2 shapes are warm/);
    expect(read.err).toMatch(/ended with status 3/);
  });

  it.each([0, 100, 200, 300, 500, 800])('does not outlive coldcase where that is told to end after %d ms', async (milliseconds) => {
    const port = await freePort();
    const pidFile = join(folder, `pid-${milliseconds}`);
    const service = `require('node:fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000)`;
    const { child, ended } = started(['--target', `http://127.0.0.1:${port}`, ...common, '--probe', '127.0.0.1:0', '--', process.execPath, '-e', service]);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    child.kill('SIGTERM');
    // Before its first line runs, Node itself ends by the signal; later the status is that of the service.
    expect(['SIGTERM', 143]).toContain(await ended);
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : null;
    expect(pid === null || !existsSync(`/proc/${pid}`)).toBe(true);
  });

  const canBeFirst = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;
  it.skipIf(!canBeFirst)(
    'warns where coldcase is process 1, which cannot clear away orphans (skipped where no name space of processes can be had)',
    async () => {
      const port = await freePort();
      const line = [
        '--pid',
        '--fork',
        process.execPath,
        'dist/bin/coldcase.js',
        'warm',
        plan,
        '--target',
        `http://127.0.0.1:${port}`,
        ...common,
        '--',
        process.execPath,
        '-e',
        '',
      ];
      const { stderr, status } = spawnSync('unshare', line, { encoding: 'utf8' });
      expect(stderr).toContain('coldcase: this is process 1 of its container and cannot clear away orphans; start it by tini\n');
      expect(status).toBe(0);
    },
  );

  it('that is killed gives the status of a shell', async () => {
    const port = await freePort();
    const { ended } = started(['--target', `http://127.0.0.1:${port}`, ...common, '--', process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")']);
    expect(await ended).toBe(137);
  });
});
