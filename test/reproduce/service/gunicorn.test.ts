import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../src/cli/audit/free-port.js';
import { diagnoseTrial } from '../../../src/cli/reproduce/diagnose-trial.js';
import type { Trial } from '../../../src/model/reproduction.js';
import { networkAsk } from '../../../src/reproduce/service/ask.js';
import { serviceConditions } from '../../../src/reproduce/service/conditions.js';
import { performServiceTrial } from '../../../src/reproduce/service/perform-service-trial.js';
import { serviceStarter } from '../../../src/reproduce/service/start-service.js';
import { builtinRules } from '../../../src/rules/builtin.js';

const python = '/usr/bin/python3';
const isThere = spawnSync(python, ['-c', 'import flask, gunicorn, torch']).status === 0;
const captured = resolve('fixtures/captured');

/** Gunicorn's own lines have whole seconds only. */
const hooks = `
import datetime
def say(text):
    print(datetime.datetime.utcnow().isoformat() + "Z", text, flush=True)
def post_fork(server, worker):
    say("forked")
def post_worker_init(worker):
    say("serves")
`;

describe.skipIf(!isThere)(`a gunicorn and PyTorch service${isThere ? '' : ' (skipped: apt-get install gunicorn python3-flask python3-torch)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-gunicorn-'));
  const env = {
    ...process.env,
    TZ: 'UTC',
    OMP_NUM_THREADS: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONPATH: `${captured}/gunicorn:${captured}`,
    PYTHONPYCACHEPREFIX: join(folder, 'bytecode'),
    EMBEDDER_VOCABULARY: '48000',
    EMBEDDER_MODEL: join(folder, 'encoder.pt'),
  };
  beforeAll(() => {
    execFileSync(python, [join(captured, 'encoder.py'), env.EMBEDDER_MODEL], { env });
    writeFileSync(join(folder, 'hooks.py'), hooks);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** One trial, and when its own log has a line with these words, in seconds since the start. */
  const started = async (option: string): Promise<{ readonly trial: Trial; readonly log: string; readonly at: (words: string) => number }> => {
    const port = await freePort();
    const [fresh] = serviceConditions(null, []);
    if (fresh === undefined) throw new Error('no condition');
    const origin = `http://127.0.0.1:${port}`;
    const request = {
      url: new URL('/embed', origin),
      body: Buffer.from('{"texts": ["the quick brown fox"]}'),
      headers: { 'content-type': 'application/json' },
    };
    const command = `${python} -m gunicorn app:app --config ${folder}/hooks.py --bind 127.0.0.1:${port} ${option}`;
    const diagnose = diagnoseTrial(builtinRules, 'fine');
    let log = '';
    const world = {
      start: serviceStarter(env),
      ask: networkAsk,
      pages: { evict: async () => {}, fill: async () => {}, residentShare: async () => 0 },
      diagnose: (path: string) => {
        log = readFileSync(path, 'utf8');
        return diagnose(path);
      },
      signal: new AbortController().signal,
      folder,
      timeoutSeconds: 100,
      idleSeconds: [],
      requestsAtOnce: 1,
    };
    const service = { command, ready: new URL('/health', origin), request, files: [] };
    const trial = await performServiceTrial(service, { command, set: {} }, fresh, 0, world);
    const at = (words: string): number => {
      const line = log.split('\n').find((text) => text.includes(words)) ?? '';
      const [, date = '', time = '', fraction = '0'] = line.match(/(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)[.,](\d+)/) ?? [];
      return (Date.parse(`${date}T${time}.${fraction.slice(0, 3)}Z`) - Date.parse(trial.startedAt ?? '')) / 1000;
    };
    return { trial, log, at };
  };

  const endOf = ({ stages }: Trial, name: string): number => stages.filter(({ stage }) => stage === name).map((own) => own.startSeconds + own.seconds)[0] ?? 0;
  /** Within 10 % of what its own log says. */
  const expectNear = (measured: number, logged: number): void => expect(Math.abs(measured - logged) / logged).toBeLessThan(0.1);

  it('is bound, then forks and loads, where each worker loads: as its own log says, within 10 %', async () => {
    const { trial, at } = await started('');
    expect([trial.failure, trial.wasKilled]).toEqual([null, false]);
    expect(endOf(trial, 'listening')).toBeLessThan(at('Loading model from'));
    expectNear(endOf(trial, 'ready'), at('serves'));
    expectNear(endOf(trial, 'ready') - endOf(trial, 'listening'), at('serves') - at('forked'));
  }, 120_000);

  it('loads, then is bound and forks, with --preload: as its own log says, within 10 %', async () => {
    const { trial, log, at } = await started('--preload');
    expect([trial.failure, trial.wasKilled]).toEqual([null, false]);
    expect(endOf(trial, 'listening')).toBeGreaterThan(at('Model loaded in'));
    expectNear(endOf(trial, 'listening'), at('forked'));
    expectNear(endOf(trial, 'ready'), at('serves'));
    const stated = Number(log.match(/Model loaded in ([\d.]+) s/)?.[1]);
    const loaded = trial.diagnosis?.phases.find(({ phase }) => phase === 'weights-load')?.seconds ?? 0;
    expectNear(loaded, stated);
    expectNear(at('Model loaded in') - at('Loading model from'), loaded);
  }, 120_000);
});
