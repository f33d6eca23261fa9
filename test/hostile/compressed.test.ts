import { createWriteStream, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.js';
import { runBounded } from './bounded-child.js';
import { scratchFolder } from './scratch.js';

const { path, write } = scratchFolder();

const megabyte = 2 ** 20;

/** A file that unpacks to so many MiB of one line, again and again. */
const bomb = async (name: string, line: string, megabytes: number): Promise<string> => {
  const block = Buffer.from(line.repeat(Math.ceil(megabyte / line.length)));
  const blocks = Readable.from(
    (function* () {
      for (let count = 0; count < megabytes; count += 1) yield block;
    })(),
  );
  await pipeline(blocks, createGzip({ level: 9 }), createWriteStream(path(name)));
  return path(name);
};

describe('a decompression bomb', () => {
  it('of lines is read through in little memory', async () => {
    const file = await bomb('a.log.gz', '2026-01-01 00:00:00 INFO heartbeat, nothing to say at all\n', 256);
    expect(statSync(file).size).toBeLessThan(3 * megabyte);
    const { status, out } = runBounded([file, '--format', 'json'], 64);
    expect(status).toBe(0);
    expect((JSON.parse(out) as { inputs: { bytes: number }[] }).inputs[0]?.bytes).toBeGreaterThan(250 * megabyte);
  }, 120_000);

  it('of one endless line is cut, and that is said', async () => {
    const file = await bomb('a.log.gz', 'x', 256);
    const { status, err } = runBounded([file], 64);
    expect([status, err]).toEqual([0, expect.stringMatching(/1 line was cut or left out \(/)]);
  }, 120_000);

  it('that claims to need gigabytes before its first byte is refused', async () => {
    const greedy = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa0, 0x01, 0x00, 0x00]);
    const { status, err } = await run([write('a.log.zst', greedy)]);
    expect([status, err]).toEqual([2, expect.stringMatching(/a\.log\.zst: the compressed data is damaged \(.*(?:window|memory|parameter).*\)/i)]);
  });
});
