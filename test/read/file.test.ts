import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Block } from '../../src/read/block.js';
import { openFile } from '../../src/read/file.js';
import { InputError, type InputProblem, type Source } from '../../src/read/source.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const opened = (path: string): Source => {
  const found = openFile(path, String);
  if (!('blocks' in found)) throw new Error(found.message);
  return found;
};

const problemOf = (path: string): InputProblem | null => {
  const found = openFile(path, () => 'it broke');
  return 'blocks' in found ? null : found;
};

const blocksOf = async (source: Source): Promise<Block[]> => {
  const blocks: Block[] = [];
  for await (const block of source.blocks()) blocks.push({ ...block, bytes: Buffer.from(block.bytes) });
  return blocks;
};

const textOf = async (source: Source): Promise<string> => Buffer.concat((await blocksOf(source)).map(({ bytes }) => bytes)).toString();

describe('a file', () => {
  it('has its path, its size and the time when it was written last', () => {
    const path = write('a.log', 'a\n');
    utimesSync(path, 1000, 2000.5);
    expect(opened(path)).toMatchObject({ path, bytes: 2, modified: 2000.5 });
  });

  it('is read whole, be it short or long', async () => {
    const line = 'INFO: a line of some length\n';
    for (const content of [line, line.repeat(20_000), 'x'.repeat(300_000)]) expect(await textOf(opened(write('a.log', content)))).toBe(content);
  });

  it('is read as it was when it was opened, where it is short', async () => {
    const path = write('a.log', 'a\n');
    const source = opened(path);
    appendFileSync(path, 'b\n');
    expect(await textOf(source)).toBe('a\n');
  });

  it('may be packed or of UTF-16, however long', async () => {
    const text = Array.from({ length: 30_000 }, (_, index) => `line ${index} ${Math.sin(index)}\n`).join('');
    expect(await textOf(opened(write('a.gz', gzipSync(text))))).toBe(text);
    expect(await textOf(opened(write('a.log', Buffer.from(`\ufeff${text}`, 'utf16le'))))).toBe(text);
  });

  it('is given in blocks of its lines', async () => {
    const blocks = await blocksOf(opened(write('a.log', 'a line\n'.repeat(400_000))));
    expect(blocks.length).toBeGreaterThan(1);
    expect(blocks.reduce((sum, { lines }) => sum + (lines ?? 0), 0)).toBe(400_000);
  });

  it('that is gone once it was opened is a problem of its own', async () => {
    for (const content of ['a\n'.repeat(200_000), Buffer.from(`\ufeff${'a\n'.repeat(200_000)}`, 'utf16le')]) {
      const path = write('a.log', content);
      const source = opened(path);
      rmSync(path);
      const failure = await textOf(source).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InputError);
      expect(failure).toMatchObject({ message: expect.stringMatching(/a\.log: .*ENOENT/) });
    }
  });
});

describe('a file that is no log', () => {
  it('is empty', () => {
    const path = write('a.log', '');
    expect(problemOf(path)).toEqual({ path, message: `${path}: this file is empty; check that the log was written to it.` });
  });

  it('is binary', () => {
    const path = write('a.log', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex'));
    expect(problemOf(path)).toEqual({ path, message: `${path}: this is no text but binary data; name the log itself.` });
  });

  it('is not there', () => {
    const path = join(folder, 'none.log');
    expect(problemOf(path)).toEqual({ path, message: `${path}: it broke.` });
  });
});

/** A pipe in a folder can be made where there is mkfifo. */
const hasPipes = spawnSync('mkfifo', ['--version']).error === undefined;

describe('a pipe', () => {
  it.skipIf(!hasPipes)('is read as it comes, once', async () => {
    const path = join(folder, 'pipe');
    spawnSync('mkfifo', [path]);
    expect(statSync(path).isFIFO()).toBe(true);
    const source = opened(path);
    expect(source).toMatchObject({ path, bytes: null, modified: null });
    const read = textOf(source);
    // Opening it for writing waits for a reader, which must not be this thread.
    spawn('timeout', ['5', 'sh', '-c', 'printf "a\\nb\\n" > "$1"', 'sh', path], { stdio: 'ignore' });
    expect(await read).toBe('a\nb\n');
  });
});
