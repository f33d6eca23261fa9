import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type InputsIo, openInputs } from '../../src/read/inputs.js';
import { InputError } from '../../src/read/source.js';

// "hello from zstd\n" 200 times, as the zstd program wrote it
const zstd = Buffer.from('KLUv/QRYxQAAgGhlbGxvIGZyb20genN0ZAoBANo4/lwC0cMjcg==', 'base64');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-read-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

type Seen = { readonly path: string; readonly text: string; readonly problem: string | null };

const readAll = async (paths: readonly string[], io: InputsIo = {}): Promise<Seen[]> => {
  const seen: Seen[] = [];
  for await (const input of openInputs(paths, io)) {
    if (!('blocks' in input)) {
      seen.push({ path: input.path, text: '', problem: input.message });
      continue;
    }
    let text = '';
    let problem: string | null = null;
    try {
      for await (const block of input.blocks()) text += block.bytes.toString();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problem = error.problem.message;
    }
    seen.push({ path: input.path, text, problem });
  }
  return seen;
};

const texts = async (paths: readonly string[], io: InputsIo = {}): Promise<string[]> => (await readAll(paths, io)).map(({ text, problem }) => problem ?? text);

describe('inputs', () => {
  it('are files, in the order given, each once', async () => {
    const a = write('a.log', 'a\n');
    const b = write('b.log', 'b\n');
    expect(await texts([b, a, b])).toEqual(['b\n', 'a\n']);
  });

  it('are compressed files, whatever their name', async () => {
    expect(await texts([write('a.log.gz', gzipSync('hello\n')), write('b', gzipSync('there\n'))])).toEqual(['hello\n', 'there\n']);
  });

  it('are zstd files', async () => {
    const { zstdCompressSync } = (await import('node:zlib')) as unknown as { zstdCompressSync?: (text: string) => Buffer };
    const packed = zstdCompressSync?.('hello from zstd\n'.repeat(200)) ?? zstd;
    expect(await texts([write('a.log.zst', packed)])).toEqual(['hello from zstd\n'.repeat(200)]);
  });

  it('are half-compressed files as far as they go, with a problem', async () => {
    const packed = gzipSync(Array.from({ length: 20_000 }, (_, index) => `line ${index} ${Math.sin(index)}\n`).join(''));
    const [seen] = await readAll([write('a.log.gz', packed.subarray(0, packed.length / 2))]);
    expect(seen?.text).toMatch(/^line 0 0\nline 1 /);
    expect(seen?.problem).toMatch(/a\.log\.gz: the compressed data ends too early; .*copy the file again/);
  });

  it('are damaged files as far as they go, with a problem', async () => {
    const packed = gzipSync('some text that is long enough to be packed '.repeat(200));
    packed.fill(0x55, 20);
    const [seen] = await readAll([write('a.gz', packed)]);
    expect(seen?.problem).toMatch(/a\.gz: the compressed data is damaged/);
  });

  it('are standard input', async () => {
    expect(await texts(['-'], { stdin: Readable.from([Buffer.from('a\n'), Buffer.from('b')]) })).toEqual(['a\nb']);
    expect(await texts(['-'], { stdin: Readable.from([gzipSync('packed\n')]) })).toEqual(['packed\n']);
    expect(await texts(['-'], { stdin: Readable.from([]) })).toEqual(['standard input: there is nothing in it; check that the log was written to it.']);
  });

  it('are told by their first bytes, however few of them a pipe gives at once', async () => {
    const packed = gzipSync('packed\n');
    expect(await texts(['-'], { stdin: Readable.from([packed.subarray(0, 1), packed.subarray(1)], { objectMode: false }) })).toEqual(['packed\n']);
    const wide = Buffer.from('\ufeffready\n', 'utf16le');
    expect(await texts(['-'], { stdin: Readable.from([wide.subarray(0, 1), wide.subarray(1)], { objectMode: false }) })).toEqual(['ready\n']);
  });

  it('are damaged files the same however they come', async () => {
    const packed = gzipSync(Array.from({ length: 20_000 }, (_, index) => `line ${index} ${Math.sin(index)}\n`).join(''));
    packed.fill(0x55, packed.length - 5000, packed.length - 4000);
    const seen = await readAll(['-'], { stdin: Readable.from([packed], { objectMode: false }) });
    const pieces = Array.from({ length: Math.ceil(packed.length / 100) }, (_, index) => packed.subarray(index * 100, index * 100 + 100));
    expect(await readAll(['-'], { stdin: Readable.from(pieces, { objectMode: false }) })).toEqual(seen);
    expect(seen[0]?.text.length).toBeGreaterThan(400_000);
    expect(seen[0]?.problem).toMatch(/standard input: the compressed data is damaged/);
  });

  it('are UTF-16 files from Windows', async () => {
    expect(await texts([write('a.log', Buffer.from('\ufeffä ready\r\n', 'utf16le')), write('b.log', Buffer.from('ready\r\n', 'utf16le'))])).toEqual([
      'ä ready\r\n',
      'ready\r\n',
    ]);
  });

  it('are globs', async () => {
    write('x/a.log', 'a\n');
    write('x/b.log', 'b\n');
    write('x/c.txt', 'c\n');
    expect(await texts([join(folder, 'x/*.log')])).toEqual(['a\n', 'b\n']);
  });

  it('begin with what a container said before its restart', async () => {
    for (const name of ['current.log', 'previous.log', 'a.log']) write(`p/${name}`, `INFO: ${name}\n`);
    expect(await texts([join(folder, 'p')])).toEqual(['INFO: previous.log\n', 'INFO: a.log\n', 'INFO: current.log\n']);
  });

  it('are the files of a folder that look like logs; the others are counted', async () => {
    write('d/app.log', 'a\n');
    write('d/app.log.2', 'b\n');
    write('d/app.log.10.gz', gzipSync('c\n'));
    write('d/inner/describe.txt', 'INFO:     d\n');
    write('d/notes.txt', 'buy milk\n');
    write('d/model.onnx', Buffer.from([8, 7, 6, 5]));
    write('d/core.py', 'x = 1\n');
    write('d/broken.log', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex'));
    const skipped: [string, number][] = [];
    expect(await texts([join(folder, 'd')], { onSkipped: (path, count) => skipped.push([path, count]) })).toEqual(['c\n', 'b\n', 'a\n', 'INFO:     d\n']);
    expect(skipped).toEqual([[join(folder, 'd'), 4]]);
  });

  it('read the parts of a rotated log oldest first, whether named, matched or found in a folder', async () => {
    for (const [name, text] of [
      ['app.log', '3'],
      ['app.log.1', '2'],
      ['app.log.2.gz', '1'],
    ] as const)
      write(name, name.endsWith('.gz') ? gzipSync(text) : text);
    const named = ['app.log', 'app.log.1', 'app.log.2.gz'].map((name) => join(folder, name));
    for (const paths of [named, [join(folder, 'app*')], [folder]]) expect(await texts(paths)).toEqual(['1', '2', '3']);
  });

  it('read a file that is named outright, whatever it looks like', async () => {
    expect(await texts([write('notes.md', 'buy milk\n')])).toEqual(['buy milk\n']);
  });

  it('say what is wrong with one and read the others', async () => {
    mkdirSync(join(folder, 'none'));
    write('odd/a.md', 'x');
    const problems = await texts([
      join(folder, 'missing.log'),
      write('empty.log', ''),
      write('tool', Buffer.from('7f454c4602010100000000000000000003003e00', 'hex')),
      join(folder, 'none'),
      join(folder, 'odd'),
      join(folder, '*.nothing'),
      write('good.log', 'good\n'),
    ]);
    expect(problems.map((problem) => problem.replaceAll(`${folder}/`, ''))).toEqual([
      'missing.log: there is no such file or folder; check the name and the folder you are in.',
      'empty.log: this file is empty; check that the log was written to it.',
      'tool: this is no text but binary data; name the log itself.',
      'none: this folder holds no logs (it is empty); name the files that are to be read.',
      'odd: this folder holds no logs (its one file does not look like a log); name the files that are to be read.',
      '*.nothing: no file matches this pattern; check it, and quote it so that the shell leaves it alone.',
      'good\n',
    ]);
  });
});
