import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/gate/baseline/file.js';
import { run } from './run.js';

const root = process.cwd();
const lesson = join(root, 'fixtures/lesson.log');
const healthy = join(root, 'fixtures/captured/gpu/healthy.log');
const coldStart = join(root, 'fixtures/captured/gpu/context-in-request.log');

let folder = '';
const file = (name: string, content: string): string => {
  writeFileSync(join(folder, name), content);
  return name;
};

// A policy is looked for from the working folder upwards.
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-gate-'));
  process.chdir(folder);
});
afterEach(() => process.chdir(root));

const firstRequest = (limit: string): string => file('coldcase.yaml', `version: 1\nbudgets:\n  firstRequest: ${limit}\n`);

describe('coldcase gate', () => {
  it('fails the lesson for a first request of 1 s, since 3.5 s of it are known', async () => {
    firstRequest('1s');
    const { status, out, err } = await run(['gate', lesson]);
    expect([status, err]).toEqual([1, '']);
    expect(out).toMatch(/^fail: 1 of 1 budget exceeded\. The first request is at least 3\.5 s; 1 s is\nallowed\./);
  });

  it('leaves it undecided for 10 s, and passes it once the whole is stated', async () => {
    firstRequest('10s');
    expect((await run(['gate', lesson])).status).toBe(3);
    const whole = `${readFileSync(lesson, 'utf8')}[FirstRequest] total: 3.6s\n`;
    const { status, out } = await run(['gate'], { stdin: whole });
    expect([status, out.split('\n', 1)[0]]).toEqual([0, 'pass: 1 budget kept.']);
  });

  it.each([
    ['version: 1\nbudgets:\n  firstRequst: 1s\n', 'coldcase: coldcase.yaml:3:3: there is no field `firstRequst`; did you mean `firstRequest`?\n'],
    ['', 'coldcase: coldcase.yaml: this policy is empty; coldcase init writes one\n'],
  ])('ends with 2 for a policy that is wrong: %j', async (text, message) => {
    file('coldcase.yaml', text);
    expect(await run(['gate', lesson])).toEqual({ status: 2, out: '', err: message });
  });

  it('says where it looked for a policy, and how to have one', async () => {
    const { status, err } = await run(['gate', lesson]);
    expect([status, err]).toEqual([2, 'coldcase: there is no coldcase.yaml here or in a folder above; coldcase init LOG writes one, --policy names another\n']);
  });

  it('judges a report as it judges its log', async () => {
    firstRequest('1s');
    const { out } = await run(['--format', 'json', lesson]);
    const judged = await run(['gate', '--format', 'json', file('report.json', out)]);
    const { boots, ...ofReport } = JSON.parse(judged.out);
    expect(judged.status).toBe(1);
    expect({ ...ofReport, boots }).toEqual(JSON.parse((await run(['gate', '--format', 'json', lesson])).out));
  });

  it('refuses a report that is broken, or of a later version, and judges none of it', async () => {
    firstRequest('1s');
    const { out } = await run(['--format', 'json', lesson]);
    const broken = await run(['gate', file('cut.json', out.slice(0, 600))]);
    expect([broken.status, broken.out]).toEqual([2, '']);
    expect(broken.err).toMatch(/^coldcase: cut\.json: this report is broken \(.*\); write it anew by coldcase --format json\.\n$/);
    expect((await run(['gate', file('later.json', out.replace('"schemaVersion": 1', '"schemaVersion": 9'))])).err).toContain('this report is of version 9');
    expect((await run(['gate', file('other.json', out.replace('"boots"', '"boats"'))])).err).toContain('does not follow its schema');
  });

  it('tells an empty log from one without a start', async () => {
    firstRequest('1s');
    expect((await run(['gate', file('empty.log', '')])).status).toBe(2);
    const { status, out } = await run(['gate', file('plain.log', 'hello\nworld\n')]);
    expect([status, out.split(':', 1)[0]]).toEqual([3, 'undecided']);
  });

  it('fails where replicas are missing', async () => {
    firstRequest('10m');
    const { status, out } = await run(['gate', '--expect-replicas', '2', lesson]);
    expect(status).toBe(1);
    expect(out).toContain('The logs hold 1 replica; 2 are expected.');
    expect((await run(['gate', '--expect-replicas', '0', lesson])).err).toBe('coldcase: --expect-replicas 0: give a whole number of 1 or more\n');
  });

  it('names the formats that can show its answer', async () => {
    firstRequest('1s');
    expect((await run(['gate', '--format', 'csv', lesson])).err).toMatch(
      /^coldcase: this format says nothing of a gate; there are text, markdown, json, sarif, junit, github, gitlab/,
    );
  });
});

describe('coldcase gate and compare', () => {
  it.each([
    [['gate', '--output', 'csv=x.csv', 'not-there.log'], 'this format says nothing of a gate; there are text'],
    [['gate', '--format', 'csv', 'not-there.log'], 'this format says nothing of a gate; there are text'],
    [['compare', '--output', 'sarif=x.sarif', 'not-there.log', 'nor-there.log'], 'this format says nothing of a comparison; there are text'],
  ])('refuse a format that cannot show their answer before anything is read: %j', async (args, sentence) => {
    const { status, err } = await run(args);
    expect(status).toBe(2);
    expect(err).toContain(`coldcase: ${sentence}`);
    expect(err).not.toContain('there.log');
  });
});

describe('coldcase init', () => {
  it('writes a policy that the run keeps, and begins the baseline with it', async () => {
    const written = await run(['init', healthy]);
    expect(written).toEqual({
      status: 0,
      out: '',
      err: 'coldcase.yaml: written; coldcase gate LOG judges by it\ncoldcase-baseline.json: 1 run added, 1 in all\n',
    });
    expect((await run(['gate', healthy])).status).toBe(0);
    expect((await run(['gate', coldStart])).status).toBe(1);
  });

  it('does not write over a policy unless it is told to', async () => {
    file('coldcase.yaml', 'version: 1\n');
    const { status, err } = await run(['init', healthy]);
    expect([status, err]).toEqual([2, 'coldcase: coldcase.yaml: there is a policy already; --force writes over it, --file names another\n']);
    expect(readFileSync('coldcase.yaml', 'utf8')).toBe('version: 1\n');
    expect((await run(['init', '--force', healthy])).status).toBe(0);
  });

  it('takes no bad start for a model', async () => {
    const { status, err } = await run(['init', join(root, 'fixtures/captured/uvicorn/no-weights.log')]);
    expect(status).toBe(2);
    expect(err).toMatch(/a policy is written from a good start, and .* failed/);
    expect(existsSync('coldcase.yaml')).toBe(false);
  });
});

describe('coldcase baseline', () => {
  it('records a start once, however often it is given', async () => {
    await run(['baseline', 'record', healthy]);
    const first = readFileSync('coldcase-baseline.json', 'utf8');
    const { err } = await run(['baseline', 'record', healthy]);
    expect(err).toBe('coldcase-baseline.json: 0 runs added, 1 in all\n');
    expect(readFileSync('coldcase-baseline.json', 'utf8')).toBe(first);
  });

  it('loses nothing where several record at once', async () => {
    const logs = [10, 20, 30, 40, 50, 60].map((minute) =>
      file(`start-${minute}.log`, readFileSync(healthy, 'utf8').replaceAll(/ 13:(\d\d):/g, ` 13:${minute % 60}:`)),
    );
    const all = await Promise.all(logs.map((log) => run(['baseline', 'record', log])));
    expect(all.map(({ status }) => status)).toEqual(logs.map(() => 0));
    expect(parseBaseline('b', readFileSync('coldcase-baseline.json', 'utf8')).runs).toHaveLength(logs.length);
  });

  it('joins two branches in place, as a merge driver does', async () => {
    await run(['baseline', 'record', '--file', 'a.json', healthy]);
    await run(['baseline', 'record', '--file', 'b.json', coldStart]);
    expect((await run(['baseline', 'merge', '--into', 'a.json', 'a.json', 'b.json'])).status).toBe(0);
    const { out } = await run(['baseline', 'merge', 'b.json', 'a.json']);
    expect(out).toBe(readFileSync('a.json', 'utf8'));
    expect(parseBaseline('a.json', out).runs).toHaveLength(2);
  });

  it('shows what it holds', async () => {
    await run(['baseline', 'record', healthy]);
    const { out } = await run(['baseline', 'show']);
    expect(out).toMatch(/^runtime generic\n1 run, \d{4}-\d\d-\d\d to /);
    expect(out).toMatch(/time to ready +1 +10\.2 s +10\.2 s to 10\.2 s/);
  });

  it.each([
    [['baseline', 'recrod'], "coldcase: baseline knows no 'recrod'; did you mean record?\n"],
    [['baseline', 'show'], 'coldcase: coldcase-baseline.json: there is no such baseline; coldcase baseline record LOG writes one\n'],
    [['baseline', 'record', '--keep', 'all', healthy], 'coldcase: --keep all: give a whole number of 1 or more\n'],
    [['baseline', 'record', '--file', 'no/such/b.json', healthy], 'coldcase: no/such/b.json: its folder does not exist: make it first\n'],
  ])('tells a mistake: %j', async (args, message) => {
    expect(await run(args)).toEqual({ status: 2, out: '', err: message });
  });
});

describe('coldcase compare', () => {
  it('says what explains the difference of two starts', async () => {
    const gpu = (name: string): string => join(root, 'fixtures/captured/gpu', name);
    const { status, out } = await run(['compare', gpu('compile-cached.log'), gpu('compile-cold.log')]);
    expect(status).toBe(0);
    expect(out).toMatch(/^The time to ready went up by 51\.9 s, from 19\.4 s to 71\.2 s: warmup \(\+29\.3 s\) and\ncompile \(\+21\.4 s\)\./);
    expect(out).toMatch(/compile +3\.46 s +24\.9 s +\+21\.4 s +│█+/);
    expect(out).toContain('+ compile-at-startup');
  });

  it('needs a start on each side', async () => {
    const { status, err } = await run(['compare', healthy, file('plain.log', 'hello\n')]);
    expect([status, err]).toEqual([2, 'coldcase: plain.log: no start of a service was found in it; name a log of one\n']);
  });
});
