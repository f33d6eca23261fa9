import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Fleet } from '../../src/model/fleet.js';
import { fleetJsonSchema } from '../../src/report/fleet/schema.js';
import { run } from './run.js';

const logs = ['fixtures/lesson.log', 'fixtures/captured/gunicorn/lazy.log', 'fixtures/captured/node/lazy.log'].filter(existsSync);

/** A folder of two nodes with a log each, one of them twice. */
const folderOfLogs = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'coldcase-fleet-'));
  for (const [place, log] of [...logs, 'fixtures/lesson.log'].entries()) {
    mkdirSync(join(folder, `node-${place}`));
    copyFileSync(log, join(folder, `node-${place}`, 'pod.log'));
  }
  return folder;
};

const fleetOf = async (...args: string[]): Promise<Fleet> => JSON.parse((await run(['fleet', ...args, '--format', 'json', '--workers', '1'])).out);

describe('coldcase fleet', () => {
  it('counts each content once, by the labels of its path', async () => {
    const fleet = await fleetOf(folderOfLogs(), '--path-labels', '{node}/pod.log', '--by', 'node');
    expect(fleet).toMatchObject({ files: logs.length + 1, copies: 1, unread: 0 });
    expect(fleet.splits[0]?.values.map(({ value }) => value).sort()).toEqual(logs.map((_, place) => `node-${place}`));
  });

  it('counts a log and what a rotation made of it once, also from its state', async () => {
    const folder = folderOfLogs();
    const log = join(folder, 'node-0', 'pod.log');
    writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
    writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(log), { level: 1 }));
    const state = join(folder, 'state.jsonl');
    const first = await fleetOf(folder, '--state', state);
    expect(first).toMatchObject({ files: logs.length + 3, copies: 3, boots: logs.length });
    expect(await fleetOf(folder, '--state', state)).toEqual(first);
    rmSync(log);
    expect(await fleetOf(folder, '--state', state)).toMatchObject({ files: logs.length + 2, copies: 2, boots: logs.length });
  });

  it('gives the same in whatever order the logs are named', async () => {
    const folder = folderOfLogs();
    const paths = logs.map((_, place) => join(folder, `node-${place}`)).concat(join(folder, `node-${logs.length}`));
    const orders = [paths, [...paths].reverse(), [...paths.slice(1), ...paths.slice(0, 1)]];
    const [one, ...others] = await Promise.all(orders.map((order) => fleetOf(...order, '--path-labels', '{node}/pod.log', '--by', 'node')));
    for (const other of others) expect(other).toEqual(one);
  });

  it('says which labels there are where one to split by is unknown', async () => {
    const { err } = await run(['fleet', folderOfLogs(), '--workers', '1', '--path-labels', '{node}/pod.log', '--by', 'zone']);
    expect(err).toMatch(/--by zone: no start has this label; there are .*node/);
  });

  it('answers by its schema', async () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(fleetJsonSchema);
    expect(validate(await fleetOf(folderOfLogs())) || validate.errors).toBe(true);
  });

  it('tells it to a person', async () => {
    const { status, out } = await run(['fleet', folderOfLogs(), '--workers', '1']);
    expect(status).toBe(0);
    expect(out).toContain('device-init-in-request');
    expect(out).toContain('Causes  what they cost all replicas, and one boot');
  });

  it('names a file that cannot be read, and goes on with the others', async () => {
    const folder = folderOfLogs();
    writeFileSync(join(folder, 'broken.log.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]));
    const { status, out, err } = await run(['fleet', folder, '--workers', '1', '--format', 'json']);
    expect(status).toBe(2);
    expect(err).toContain('broken.log.gz');
    expect(JSON.parse(out)).toMatchObject({ unread: 1, files: logs.length + 2 });
    expect((await run(['fleet', folder, '--workers', '1', '--keep-going'])).status).toBe(0);
  });

  it('reads what it has read before from its state, whatever a killed run left of the last line', async () => {
    const folder = folderOfLogs();
    const state = join(folder, 'state.jsonl');
    const first = await fleetOf(folder, '--state', state);
    const kept = readFileSync(state, 'utf8');
    expect(await fleetOf(folder, '--state', state)).toEqual(first);
    expect(readFileSync(state, 'utf8')).toBe(kept);
    truncateSync(state, kept.length - 20);
    expect(await fleetOf(folder, '--state', state)).toEqual(first);
    expect(await fleetOf(folder, '--state', state)).toEqual(first);
  });

  it('refuses a state file that is something else', async () => {
    const folder = folderOfLogs();
    const { status, err } = await run(['fleet', folder, '--state', 'README.md', '--workers', '1']);
    expect([status, err]).toEqual([2, expect.stringContaining('README.md: is no state of coldcase fleet')]);
  });

  it('ends with 1 where --fail-on is met by a start, by so many, or by a share of them', async () => {
    const folder = folderOfLogs();
    const ended = async (what: string) => {
      const { status, err } = await run(['fleet', folder, '--workers', '1', '--quiet', '--fail-on', what]);
      return [status, err];
    };
    expect(await ended('device-init-in-request')).toEqual([1, expect.stringMatching(/--fail-on is met: device-init-in-request in .*pod\.log#1/)]);
    expect(await ended(`warning:${logs.length}`)).toEqual([
      1,
      `coldcase: --fail-on is met: warning:${logs.length} by ${logs.length} of ${logs.length} boots\n`,
    ]);
    expect(await ended('device-init-in-request:100%,error:4')).toEqual([0, '']);
    expect(await ended('note')).toEqual([2, expect.stringContaining('give error, warning or the id of a cause')]);
  });

  it('refuses standard input and a template without a name', async () => {
    expect((await run(['fleet', '-'])).err).toContain('a fleet is read from files');
    expect((await run(['fleet', 'x', '--path-labels', 'x'])).err).toContain('names no label');
  });
});

const command = 'dist/bin/coldcase.js';
const isBuilt = existsSync(command);

describe.skipIf(!isBuilt)(`the built command${isBuilt ? '' : ' (skipped: npm run build makes it)'}`, () => {
  it('gives the same with one worker and with three', () => {
    const [one, three] = ['1', '3'].map(
      (workers) => spawnSync(process.execPath, [command, 'fleet', 'fixtures/captured', '--workers', workers, '--format', 'json'], { encoding: 'utf8' }).stdout,
    );
    expect(JSON.parse(one ?? '').boots).toBeGreaterThan(20);
    expect(three).toBe(one);
  });

  it('says what to install where there is no chdb, and reads files all the same', () => {
    const { NODE_PATH: _, ...env } = process.env;
    const folder = folderOfLogs();
    const fleet = (...args: string[]) => spawnSync(process.execPath, [resolve(command), 'fleet', ...args], { cwd: folder, env, encoding: 'utf8' });
    const { status, stderr } = fleet('--from', `chdb:${folder}`);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/needs the package chdb, which is not installed: `npm install chdb@[\d.]+`/)]);
    expect(fleet(folder).status).toBe(0);
  });
});
