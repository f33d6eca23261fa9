import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fleet } from '../../src/model/fleet.js';
import { type Line, stamped } from '../fleet/table/captured.js';
import { hasChdb, inChdb, skippedWithoutChdb } from '../fleet/table/chdb.js';
import { otelRow, otelSchema } from '../fleet/table/otel-logs.js';
import { run } from './run.js';

const second = 1_000_000_000n;
const began = 1_770_000_000n * second;

/** Lines of a log as one pod's, a line each 50 ms, by a clock that is so many seconds off. */
const linesOf = (pod: string, log: string, offSeconds = 0n): Line[] =>
  readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text, place) => ({ pod, container: 'serve', restart: 0, nanoseconds: began + offSeconds * second + BigInt(place) * 50_000_000n, text }));

const healthy = linesOf("it's one", 'fixtures/captured/uvicorn/healthy.log');
const lazy = linesOf('two', 'fixtures/captured/uvicorn/lazy.log');

/** What must be the same wherever the lines lie. */
const figuresIn = ({ boots, verdicts, timeToReady, firstRequest, causes }: Fleet) => ({
  boots,
  verdicts,
  timeToReady,
  firstRequest,
  causes: causes.map(({ id, boots: affected, replicaSeconds }) => ({ id, affected, replicaSeconds })),
});

describe.skipIf(!hasChdb)(`coldcase fleet --from chdb:FILE${skippedWithoutChdb}`, () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coldcase-export-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ofFiles = async (lines: readonly Line[]) => {
    const logs = mkdtempSync(join(folder, 'logs-'));
    const pods = [...new Set(lines.map(({ pod }) => pod))];
    for (const [place, pod] of pods.entries()) {
      const own = lines.filter((line) => line.pod === pod);
      writeFileSync(join(logs, `${place}.log`), own.map((line) => `${stamped(line)}\n`).join(''));
    }
    return figuresIn(JSON.parse((await run(['fleet', logs, '--workers', '1', '--format', 'json'])).out));
  };
  const read = async (path: string, ...args: string[]) => {
    const { out, err, status } = await run(['fleet', '--from', `chdb:${path}`, '--format', 'json', ...args]);
    return { err, status, fleet: out === '' ? null : (JSON.parse(out) as Fleet) };
  };
  const figures = async (path: string, ...args: string[]) => {
    const { fleet, err } = await read(path, ...args);
    return fleet === null ? err : figuresIn(fleet);
  };
  const exported = (name: string, lines: readonly Line[]): string => {
    const file = join(folder, name);
    writeFileSync(file, lines.map((line) => `${otelRow(line)}\n`).join(''));
    return file;
  };

  it('gives from Parquet, JSONEachRow and gzipped parts what the lines give as files', async () => {
    const lines = [...healthy, ...lazy];
    const wanted = await ofFiles(lines);
    expect(wanted.boots).toBe(2);
    const json = exported('rows.jsonl', lines.toReversed());
    const odd = join(folder, "it's");
    mkdirSync(odd);
    await inChdb(join(folder, 'data'), async (session) => {
      session.query(otelSchema);
      await session.insert({ table: 'otel_logs', values: readFileSync(json), format: 'JSONEachRow' });
      session.query(`SELECT * FROM otel_logs INTO OUTFILE '${odd.replace("'", "\\'")}/rows.parquet' FORMAT Parquet`);
      session.query(`SELECT * FROM otel_logs WHERE ResourceAttributes['k8s.pod.name'] = 'two' INTO OUTFILE '${folder}/part-1.jsonl.gz' FORMAT JSONEachRow`);
      session.query(`SELECT * FROM otel_logs WHERE ResourceAttributes['k8s.pod.name'] != 'two' INTO OUTFILE '${folder}/part-2.jsonl.gz' FORMAT JSONEachRow`);
    });
    for (const path of [json, join(odd, 'rows.parquet'), join(folder, 'part-*.jsonl.gz')]) expect(await figures(path), path).toEqual(wanted);
  }, 60_000);

  it('reads columns of other names by --map, also out of objects', async () => {
    const file = join(folder, 'mapped.ndjson');
    const rows = lazy.map(({ text, nanoseconds }) => JSON.stringify({ 'the line': text, at: Number(nanoseconds / 1_000_000n), seen: { host: 'h`1' } }));
    writeFileSync(file, rows.join('\n'));
    const { fleet } = await read(file, '--map', 'body=the line,time=at,label.host=seen[host]', '--by', 'host');
    expect(fleet?.splits[0]?.values.map(({ value }) => value)).toEqual(['h`1']);
  });

  it('reads only what was written between --since and --until', async () => {
    const file = exported('times.jsonl', [
      ...linesOf('day', 'fixtures/captured/uvicorn/lazy.log'),
      ...linesOf('next', 'fixtures/captured/uvicorn/lazy.log', 86_400n),
    ]);
    const boots = async (...args: string[]) => (await read(file, ...args)).fleet?.boots;
    const next = new Date(Number((began + 80_000n * second) / 1_000_000n)).toISOString();
    expect([await boots(), await boots('--since', next), await boots('--until', next)]).toEqual([2, 1, 1]);
    expect((await read(file, '--since', '2026-05-01')).fleet?.boots).toBe(0);
  });

  it('tells the same of nodes whose clocks are minutes off', async () => {
    const off = [...linesOf('early', 'fixtures/captured/uvicorn/lazy.log', -420n), ...linesOf('late', 'fixtures/captured/uvicorn/healthy.log', 300n)];
    const { timeToReady, firstRequest, causes } = await ofFiles([...linesOf('early', 'fixtures/captured/uvicorn/lazy.log'), ...healthy]);
    expect(await figures(exported('clocks.jsonl', off))).toMatchObject({ timeToReady, firstRequest, causes });
  });

  it('counts once what a collector sent twice, later and in another order', async () => {
    const twice = [...lazy, ...lazy.filter((_, place) => place % 3 === 0).toReversed(), ...lazy.slice(0, 5)];
    expect(await figures(exported('twice.jsonl', twice))).toEqual(await ofFiles(lazy));
  });

  it('reads bodies that are JSON, as texts and as objects', async () => {
    const structured = lazy.map((line) => ({ ...line, text: JSON.stringify({ level: 'info', message: line.text.replace(/^INFO: +/, '') }) }));
    const wanted = await ofFiles(structured);
    expect(wanted.boots).toBe(1);
    expect(await figures(exported('bodies.jsonl', structured))).toEqual(wanted);
    const objects = structured.map((line) => JSON.stringify({ ...JSON.parse(otelRow(line)), Body: JSON.parse(line.text) }));
    writeFileSync(join(folder, 'objects.jsonl'), objects.join('\n'));
    expect(await figures(join(folder, 'objects.jsonl'))).toEqual(wanted);
  });

  it.each([
    ['containers', ({ pod }: Line) => ({ ResourceAttributes: { 'host.name': 'h', 'container.id': pod } })],
    ['processes', ({ pod }: Line) => ({ ResourceAttributes: { 'host.name': 'h', 'service.instance.id': pod } })],
    ['files', ({ pod }: Line) => ({ ResourceAttributes: { 'host.name': 'h' }, LogAttributes: { 'log.file.path': `/var/log/${pod}.log` } })],
  ])('tells %s apart where no pod is named', async (what, attributes) => {
    const lines = [...healthy, ...lazy].sort((left, right) => Number(left.nanoseconds - right.nanoseconds));
    const file = join(folder, `${what}.jsonl`);
    writeFileSync(file, lines.map((line) => `${JSON.stringify({ ...JSON.parse(otelRow(line)), ...attributes(line) })}\n`).join(''));
    expect(await figures(file)).toEqual(await ofFiles(lines));
    expect((await read(file, '--by', 'node')).fleet?.splits[0]?.values.map(({ value }) => value)).toEqual(['h']);
  });

  it('refuses to read more than --max-bytes', async () => {
    const { status, err } = await read(exported('much.jsonl', lazy), '--max-bytes', '1kB');
    expect([status, err]).toEqual([2, expect.stringMatching(/about [\d.]+ KiB would be read, and --max-bytes allows 1000 bytes/)]);
  });

  it('names a file that is not there, is broken, or has other columns', async () => {
    expect((await read(join(folder, 'none.parquet'))).err).toContain('none.parquet: there is no such file');
    writeFileSync(join(folder, 'broken.parquet'), 'PAR1 and no more');
    expect(await read(join(folder, 'broken.parquet'))).toMatchObject({ status: 2, err: expect.stringContaining('broken.parquet: cannot be asked') });
    writeFileSync(join(folder, 'other.jsonl'), '{"message":"x","ts":"2026-02-11 00:00:00"}\n');
    expect((await read(join(folder, 'other.jsonl'))).err).toContain(
      'other.jsonl has no column Body, Timestamp, ResourceAttributes, ServiceName; say which of its columns (message, ts)',
    );
    const cut = exported('cut.jsonl', lazy);
    truncateSync(cut, readFileSync(cut).length - 30);
    expect(await read(cut)).toMatchObject({ status: 2, err: expect.stringContaining('cut.jsonl: cannot be asked') });
  });

  it('goes into a folder of chdb as well, one open after the other', async () => {
    const into = `chdb:${join(folder, 'boots')}`;
    const { err, status } = await read(exported('into.jsonl', lazy), '--into', into);
    expect([status, err]).toEqual([0, expect.stringContaining('1 boot written into')]);
  });
});
