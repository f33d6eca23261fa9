import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { json, mixingUp, type Reply, type Service, startService } from '../warm/service.js';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-audit-'));
const template = join(folder, 'request.json');
writeFileSync(template, '{"text":"{{text}}"}');
const plan = join(folder, 'plan.yaml');
writeFileSync(plan, 'version: 1\nshapes: [{ sequence: 1 }]\nsteady: { window: 1, within: 99%, most: 2 }\n');
const asJson = ['--protocol', 'json', '--template', template, '--quiet'];
const hasProc = existsSync('/proc/self/smaps_rollup');

const services: Service[] = [];
afterEach(async () => {
  for (const service of services.splice(0)) await service.close();
});
const serve = async (reply: Reply): Promise<Service> => {
  const service = await startService(reply);
  services.push(service);
  return service;
};

const wordsOf = (body: string): string[] => JSON.parse(body).text.split(' ');
const echo: Reply = ({ body }, response) => json(response, { words: wordsOf(body).length });

/** Slow enough that what a busy machine adds is little beside it; asked before, so that this process has met HTTP. */
const serveWarm = async (): Promise<Service> => {
  const service = await serve((asked, response, count) => void setTimeout(() => echo(asked, response, count), 300));
  await run(['warm', plan, '--target', service.url, ...asJson]);
  return service;
};

type Item = { readonly item: string; readonly status: string; readonly measured: number | null; readonly why: string };

const audit = async (
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly verdict: string; readonly err: string; readonly of: (item: string) => Item | undefined }> => {
  const { status, out, err } = await run(['audit', ...args, ...asJson, '--format', 'json'], { env: { PATH: process.env.PATH ?? '' } });
  const { verdict, audit: items } = JSON.parse(out) as { verdict: string; audit: Item[] };
  return { status, verdict, err, of: (item) => items.find((one) => one.item === item) };
};

describe('coldcase audit', () => {
  // A machine that stalls for a twentieth of a second makes a first request look cold: then it is asked again.
  it('passes what a warm service shows, leaves open what only --start can, and counts that as it is told to', { timeout: 60_000, retry: 2 }, async () => {
    const { url } = await serveWarm();
    const { status, verdict, of } = await audit(url, '--idle', '100ms', '--undecided', 'pass');
    expect([status, verdict]).toEqual([0, 'unknown']);
    expect(['first-against-second', 'tokenizer', 'concurrency', 'p95-steady'].map((item) => of(item)?.status)).toEqual(['pass', 'pass', 'pass', 'unknown']);
    expect(of('p95-steady')?.why).toBe('replicas are started by --start only');
  });

  it.skipIf(!hasProc)('finds the process that listens on the port, and measures its memory', async () => {
    const { url } = await serve(echo);
    const { of } = await audit(url, '--idle', '0s', '--memory-limit', '64GiB', '--undecided', 'pass');
    expect(of('peak-memory')).toMatchObject({ status: 'pass' });
    expect(of('peak-memory')?.why).toMatch(/^[\d.]+ [MG]iB of 64 GiB \(as given\) in \d+ process/);
    expect((await audit(url, '--idle', '0s', '--memory-limit', '1MiB')).of('peak-memory')?.status).toBe('fail');
  });

  it('fails a service whose first request waits, with both figures', async () => {
    let isCold = true;
    const { url } = await serve((asked, response, count) => {
      setTimeout(() => echo(asked, response, count), isCold ? 300 : 0);
      isCold = false;
    });
    const { status, of } = await audit(url, '--idle', '0s');
    expect([status, of('first-against-second')?.status]).toEqual([1, 'fail']);
    expect(of('first-against-second')?.why).toMatch(/^default, the first: \d+ ms, then \d+ ms$/);
  });

  it('fails one that goes to sleep when it is left alone', async () => {
    let last = Date.now();
    const { url } = await serve((asked, response, count) => {
      const isAsleep = Date.now() - last > 900;
      last = Date.now();
      setTimeout(() => echo(asked, response, count), isAsleep ? 400 : 0);
    });
    const { of } = await audit(url, '--idle', '1s');
    expect(of('first-against-second')).toMatchObject({ status: 'fail' });
    expect(of('first-against-second')?.why).toMatch(/after 1 s idle: \d{3,} ms/);
  });

  it('fails one whose tokenizer loads with the first text that needs it', async () => {
    let hasLoaded = false;
    const { url } = await serve((asked, response, count) => {
      const isNew = !hasLoaded && wordsOf(asked.body).includes('模型');
      if (isNew) hasLoaded = true;
      setTimeout(() => echo(asked, response, count), isNew ? 300 : 0);
    });
    const { of } = await audit(url, '--idle', '0s');
    expect(of('tokenizer')).toMatchObject({ status: 'fail', why: expect.stringMatching(/^text in other scripts: \d{3,} ms, then /) });
  });

  it('fails one whose answers get mixed up at once', async () => {
    const { url } = await serve(mixingUp());
    const { of } = await audit(url, '--idle', '0s');
    expect(of('concurrency')).toMatchObject({ status: 'fail', why: '3 of 4 answers at once are other than one by one' });
  });

  it('says why of a service that is down', async () => {
    const { url, close } = await startService(echo);
    await close();
    const { status, of } = await audit(url, '--idle', '0s');
    expect([status, of('first-against-second')?.status, of('concurrency')?.status]).toEqual([1, 'unknown', 'fail']);
    expect(of('first-against-second')?.why).toMatch(/cannot be reached \(ECONNREFUSED\)/);
  });

  it('waits for one that answers without end once, then for no other check', async () => {
    const { url, asked } = await serve(({ method }, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write('1'), 20);
      response.on('close', () => clearInterval(timer));
      if (method === 'GET') response.end();
    });
    const { status, of } = await audit(url, '--idle', '0s', '--deadline', '1s');
    expect(of('first-against-second')).toMatchObject({ status: 'unknown', why: 'no whole answer within 1 s' });
    expect([status, of('concurrency')?.why, asked.filter(({ method }) => method === 'POST').length]).toEqual([
      1,
      'failed one by one: no whole answer within 1 s',
      1,
    ]);
  });

  it('starts replicas from none, and finds that their first requests are not like later ones', async () => {
    const program = resolve('test/warm/rollout/waiting-service.mjs');
    const start = `exec "${process.execPath}" "${program}" {port} replica /dev/null 700 5`;
    const { status, of } = await audit('http://127.0.0.1:{port}', '--start', start, '--replicas', '2', '--rate', '60', '--window', '2s', '--idle', '0s');
    expect(status).toBe(1);
    expect(of('first-against-second')).toMatchObject({ status: 'fail' });
    // Whether later ones are as slow is the machine's affair.
    expect(of('p95-steady')?.status).toMatch(/^(?:pass|fail)$/);
    expect(of('p95-steady')?.why).toMatch(/^p95 [\d.]+ m?s with 1, [\d.]+ m?s with 2, then steady [\d.]+ m?s$/);
  }, 60_000);

  it('says so where a replica does not come up', async () => {
    const { status, err } = await run(['audit', 'http://127.0.0.1:{port}', '--start', 'exit 3 # {port}', ...asJson], { env: { PATH: process.env.PATH ?? '' } });
    expect([status, err]).toEqual([2, 'coldcase: --start: the command of --start ended with status 3 before it was ready\n']);
  });

  it('shows a table, then what each item rests on, and ends as its verdict says', async () => {
    const { url } = await serveWarm();
    const { status, out } = await run(['audit', url, ...asJson, '--idle', '0s']);
    // How fast the machine is at this moment decides the verdict.
    const { verdict } = /^(?<verdict>pass|fail|unknown): \d of 5 checks passed\.\n/.exec(out)?.groups ?? {};
    expect(status).toBe(
      new Map([
        ['pass', 0],
        ['fail', 1],
        ['unknown', 3],
      ]).get(verdict ?? ''),
    );
    expect(out).toMatch(/\n\ncheck +status +measured +limit\nThe first request is as fast as the second +(?:pass|fail) +[\d.]+× +1\.2×\n/);
    expect(out).toContain('\nconcurrency: 4 at once, the same answers\n');
  }, 60_000);

  it.each([
    [['http://x:{port}'], 'http://x:{port}: {port} is for replicas that --start starts; give --start, or the port itself'],
    [['localhost'], 'localhost: give the URL of a service, as in http://localhost:8000'],
    [['http://x', '--start', 'serve {port}'], '--start: the URL and the command line need {port} in them, where each replica gets its own'],
    [['http://x:{port}', '--start', 'serve {port}', '--window', '2s'], '--window 2s: 20 requests show no p95, 59 do; give more, or a higher --rate'],
    [['http://x', '--idle', '5'], '--idle 5: 5 needs its unit, as in 45s'],
    [['http://x', '--undecided', 'maybe'], '--undecided maybe: give pass or fail'],
  ])('ends with 2 and one sentence: %j', async (args, message) => {
    expect(await run(['audit', ...args, ...asJson])).toEqual({ status: 2, out: '', err: `coldcase: ${message}\n` });
  });
});
