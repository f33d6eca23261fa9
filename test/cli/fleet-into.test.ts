import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fleet } from '../../src/model/fleet.js';
import { databases, type Place } from '../fleet/store/databases.js';
import { hasChdb, inChdb, skippedWithoutChdb } from '../fleet/table/chdb.js';
import { hasServer, type Shard, startShards } from '../fleet/table/shard.js';
import { run } from './run.js';

const logs = 'fixtures/captured/repeats';

describe.each(databases)('coldcase fleet --into $kind (skipped where it is not installed)', ({ isHere, make }) => {
  let place: Place | null = null;
  beforeEach(async () => {
    if (isHere) place = await make();
  }, 60_000);
  afterEach(async () => {
    await place?.remove();
  });

  const asked = async (query: string) => {
    const database = await place?.open();
    const rows = await database?.ask({ texts: [query], values: [] });
    await database?.close();
    return rows;
  };
  const into = async (...paths: readonly string[]) => {
    const { out, err, status } = await run(['fleet', ...paths, '--workers', '1', '--format', 'json', '--into', place?.address ?? '']);
    return { fleet: JSON.parse(out) as Fleet, err, status };
  };

  it.skipIf(!isHere)('writes what it tells, once for the same logs', async () => {
    const { fleet, status, err } = await into(logs);
    expect([status, err]).toEqual([0, expect.stringMatching(new RegExp(`${fleet.boots} boots written into .*, database default; 0 there already`))]);
    expect((await into(logs)).err).toContain(`0 boots written into`);
    expect(await asked('SELECT toString(count()) FROM coldcase_boots')).toEqual([[String(fleet.boots)]]);
    const causes = await asked('SELECT cause, toString(count()), toString(round(ifNull(sum(seconds), 0))) FROM coldcase_causes GROUP BY cause ORDER BY cause');
    const told = fleet.causes.map(({ id, boots, replicaSeconds }) => [id, String(boots), String(Math.round(replicaSeconds))]);
    expect(causes).toEqual(told.sort(([left = ''], [right = '']) => (left < right ? -1 : 1)));
  });

  it.skipIf(!isHere)('takes a log that has grown for the same, and one of another name too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coldcase-grown-'));
    const lines = readFileSync('fixtures/lesson.log', 'utf8').split('\n');
    const padding = Array.from({ length: 200 }, (_, at) => `2020-01-01T00:00:00.${String(at).padStart(3, '0')}Z waiting for the volume`);
    const text = [...padding, ...lines].join('\n');
    writeFileSync(join(folder, 'a.log'), text.slice(0, text.length / 2));
    await into(folder);
    const [[before] = []] = (await asked('SELECT toString(count()) FROM coldcase_boots')) ?? [];
    writeFileSync(join(folder, 'b.log'), text);
    rmSync(join(folder, 'a.log'));
    expect((await into(folder)).err).not.toContain(' 0 boots written');
    expect(await asked('SELECT toString(count()) FROM coldcase_boots')).toEqual([[before]]);
  });
});

/** A report of so many boots: they are read at once, and written in some pieces. */
const reportOf = async (boots: number): Promise<string> => {
  const [log = ''] = ['fixtures/captured/uvicorn/lazy.log', 'fixtures/lesson.log'].filter(existsSync);
  const report = JSON.parse((await run([log, '--format', 'json'])).out);
  const [boot] = report.boots;
  const file = join(mkdtempSync(join(tmpdir(), 'coldcase-report-')), 'report.json');
  const startedAt = (at: number): string => new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();
  writeFileSync(file, JSON.stringify({ ...report, boots: Array.from({ length: boots }, (_, at) => ({ ...boot, startedAt: startedAt(at) })) }, null, 1));
  return file;
};

describe.skipIf(!hasServer)(`a server that dies${hasServer ? '' : ' (skipped: clickhouse-server is not installed)'}`, () => {
  const boots = 4000;
  let shard: Shard | undefined;
  let report = '';
  let address = '';
  beforeAll(async () => {
    [shard] = await startShards(1);
    report = await reportOf(boots);
    address = `clickhouse://default:${encodeURIComponent(shard?.password ?? '')}@127.0.0.1:${shard?.http}/fleet`;
  }, 60_000);
  beforeEach(async () => {
    await shard?.ask('DROP DATABASE IF EXISTS fleet');
  });
  afterAll(async () => {
    await shard?.remove();
  });

  const write = () => run(['fleet', report, '--workers', '1', '--into', address]);
  const count = (query: string) =>
    shard?.ask(query).then(
      (text) => Number(text),
      () => 0,
    );
  const untilSomeAreThere = async (): Promise<void> => {
    for (let attempt = 0; attempt < 5000; attempt++) {
      if (((await count('SELECT count() FROM fleet.coldcase_boot_rows')) ?? 0) > 0) return;
      await sleep(5);
    }
    throw new Error('nothing was written');
  };

  it('in the middle of writing and comes back has each boot once', async () => {
    const writing = write();
    await untilSomeAreThere();
    await shard?.kill();
    await sleep(300);
    await shard?.start();
    const there = await count('SELECT count() FROM fleet.coldcase_boot_rows');
    expect(there).toBeLessThan(boots);
    const { status, err } = await writing;
    expect([status, err]).toEqual([0, expect.stringMatching(/asking again[\s\S]* boots written into/)]);
    for (const view of ['coldcase_boots', 'coldcase_phases', 'coldcase_causes']) expect(await count(`SELECT uniqExact(boot) FROM fleet.${view}`)).toBe(boots);
    expect(await count('SELECT count() FROM fleet.coldcase_boots')).toBe(boots);
  }, 120_000);

  it('and stays away is told of, and the same command once more adds what is missing', async () => {
    const writing = write();
    await untilSomeAreThere();
    await shard?.kill();
    const { status, err, out } = await writing;
    expect([status, err]).toEqual([2, expect.stringMatching(/nothing listens there|broke off/)]);
    expect(out).toContain('starts');
    await shard?.start();
    expect((await write()).err).toMatch(/[1-9]\d* there already/);
    expect(await count('SELECT count() FROM fleet.coldcase_boots')).toBe(boots);
    expect(await count('SELECT uniqExact(boot) FROM fleet.coldcase_phases')).toBe(boots);
  }, 120_000);

  it('before anything is read is told of at once', async () => {
    await shard?.kill();
    const { status, err, out } = await write();
    expect([status, err, out]).toEqual([2, expect.stringContaining('nothing listens there'), '']);
    await shard?.start();
  }, 120_000);
});

const command = 'dist/bin/coldcase.js';

describe.skipIf(!hasChdb || !existsSync(command))(`a folder of chdb${hasChdb ? ' (skipped without npm run build)' : skippedWithoutChdb}`, () => {
  it('whose writer is killed in the middle has each boot once after the same command once more', async () => {
    const boots = 4000;
    const report = await reportOf(boots);
    const folder = mkdtempSync(join(tmpdir(), 'coldcase-killed-'));
    const args = ['fleet', report, '--workers', '1', '--into', `chdb:${folder}`];
    const writer = spawn(process.execPath, [command, ...args], { stdio: 'ignore' });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => writer.once('exit', (_, signal) => resolve(signal)));
    const rows = join(folder, 'data/default/coldcase_boot_rows');
    const isBegun = (): boolean => existsSync(rows) && readdirSync(rows).some((name) => name.startsWith('all_'));
    while (!isBegun() && writer.exitCode === null) await sleep(2);
    writer.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    const { status, err } = await run(args);
    expect([status, err]).toEqual([0, expect.stringMatching(/[1-9]\d* boots written into .* [1-9]\d* there already/)]);
    const shown = await inChdb(folder, (session) =>
      session.query('SELECT count(), uniqExact(boot), (SELECT uniqExact(boot) FROM coldcase_phases) FROM coldcase_boots'),
    );
    expect(shown.trim()).toBe(`${boots},${boots},${boots}`);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});

describe('coldcase fleet --into', () => {
  it('refuses an address that names a table, or is none', async () => {
    expect((await run(['fleet', logs, '--into', 'clickhouse://h/db?table=x'])).err).toContain('its tables have names of their own');
    expect((await run(['fleet', logs, '--into', 'postgres://h/db'])).err).toContain('--into: give it as clickhouse://');
  });
});
