import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fleet } from '../../src/model/fleet.js';
import { type Line, stamped } from '../fleet/table/captured.js';
import { hasChdb, inChdb, skippedWithoutChdb } from '../fleet/table/chdb.js';
import { otelRow, otelSchema } from '../fleet/table/otel-logs.js';
import { run } from './run.js';

const steadyLines = 60_000;
const began = 1_770_000_000n * 1_000_000_000n;

/** A start, and then steady traffic for hours. */
const linesOf = (pod: string, log: string): Line[] => {
  const start = readFileSync(log, 'utf8').trimEnd().split('\n');
  const traffic = Array.from({ length: steadyLines }, (_, place) => `INFO:     10.1.2.3:${place % 60_000} - "POST /v1/completions HTTP/1.1" 200 OK`);
  return [...start, ...traffic].map((text, place) => ({ pod, container: 'serve', restart: 0, nanoseconds: began + BigInt(place) * 50_000_000n, text }));
};

describe.skipIf(!hasChdb)(`coldcase fleet --from chdb:${skippedWithoutChdb}`, () => {
  it("gives from OpenTelemetry's table what the lines give as files, and moves under 5 % of them", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coldcase-chdb-'));
    const lines = [...linesOf('one', 'fixtures/captured/uvicorn/healthy.log'), ...linesOf('two', 'fixtures/captured/uvicorn/lazy.log')];
    mkdirSync(join(folder, 'logs'));
    for (const pod of ['one', 'two']) {
      const own = lines.filter((line) => line.pod === pod);
      writeFileSync(join(folder, 'logs', `${pod}.log`), own.map((line) => `${stamped(line)}\n`).join(''));
    }
    await inChdb(join(folder, 'data'), async (session) => {
      session.query(otelSchema);
      await session.insert({ table: 'otel_logs', values: Buffer.from(lines.map(otelRow).join('\n')), format: 'JSONEachRow' });
    });
    const files = JSON.parse((await run(['fleet', join(folder, 'logs'), '--workers', '1', '--format', 'json'])).out) as Fleet;
    const { out, err, status } = await run(['fleet', '--from', `chdb:${join(folder, 'data')}`, '--by', 'node', '--format', 'json']);
    expect([status, err]).toEqual([0, expect.stringMatching(/^coldcase: 2 streams, .* travelled\n$/)]);
    const table = JSON.parse(out) as Fleet;
    expect(table.boots).toBe(files.boots);
    expect(table.timeToReady).toEqual(files.timeToReady);
    expect(table.causes.map(({ id, boots, replicaSeconds }) => [id, boots, replicaSeconds])).toEqual(
      files.causes.map(({ id, boots, replicaSeconds }) => [id, boots, replicaSeconds]),
    );
    expect(table.splits[0]?.values.map(({ value }) => value).sort()).toEqual(['node-one', 'node-two']);
    const [, all, moved] = /streams, ([\d.]+) MiB of lines, of which ([\d.]+) MiB/.exec(err) ?? [];
    expect(Number(moved) / Number(all)).toBeLessThan(0.05);
  }, 120_000);
});
