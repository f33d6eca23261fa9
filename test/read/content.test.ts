import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentOf } from '../../src/read/content.js';
import { openInputs } from '../../src/read/inputs.js';
import { InputError } from '../../src/read/source.js';

type Read = { readonly text: string; readonly error: unknown };

const read = async (chunks: AsyncIterable<Buffer | string>, isLive = false): Promise<Read> => {
  let text = '';
  try {
    for await (const { bytes } of contentOf('a.log', chunks, isLive)) text += bytes.toString();
    return { text, error: null };
  } catch (error) {
    return { text, error };
  }
};

async function* failing(...chunks: readonly (Buffer | string)[]): AsyncGenerator<Buffer | string> {
  yield* chunks;
  throw new Error('EIO: no more');
}

describe('the content of a stream', () => {
  it('may come as text', async () => {
    expect(await read(Readable.from(['ä\n', 'b'], { objectMode: true }))).toEqual({ text: 'ä\nb', error: null });
  });

  it.each([[[]], [['a\n']], [['a\n', 'b\n']]])('ends with a problem where reading fails, after what came before: %j', async (chunks) => {
    const { text, error } = await read(failing(...chunks));
    expect(text).toBe(chunks.join(''));
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({
      name: 'InputError',
      message: 'a.log: reading stopped (EIO: no more); what came before it is used, so check the disk and try again.',
      problem: { path: 'a.log' },
    });
  });

  it('is said to be damaged where it is packed', async () => {
    const packed = gzipSync('some text that is long enough to be packed '.repeat(200));
    packed.fill(0x55, 20);
    expect((await read(Readable.from([packed]))).error).toMatchObject({
      message: expect.stringMatching(/^a\.log: the compressed data is damaged \(.+\); what could be unpacked is used, so copy the file again\.$/),
    });
    expect((await read(Readable.from([packed.subarray(0, 12)]))).error).toMatchObject({
      message: 'a.log: the compressed data ends too early; what could be unpacked is used, so copy the file again in full.',
    });
  });

  it('is no binary data, packed or not', async () => {
    const program = Buffer.from('7f454c4602010100000000000000000003003e00', 'hex');
    for (const bytes of [program, gzipSync(program)])
      expect(await read(Readable.from([bytes]))).toMatchObject({
        text: '',
        error: { message: 'a.log: this is no text but binary data; name the log itself.' },
      });
  });

  it('is let go of when reading ends, however it does', async () => {
    for (const chunks of [['a\n'], ['']]) {
      const stream = Readable.from(chunks, { objectMode: false });
      await read(stream);
      expect(stream.destroyed).toBe(true);
    }
    let isOver = false;
    const endless = (async function* () {
      try {
        while (true) yield Buffer.from('a\n'.repeat(100_000));
      } finally {
        isOver = true;
      }
    })();
    for await (const _ of contentOf('a.log', endless, false)) break;
    expect(isOver).toBe(true);
  });

  it('is given as it comes where it is live', async () => {
    async function* waiting(): AsyncGenerator<Buffer> {
      yield Buffer.from('ready\n');
      await new Promise(() => {});
    }
    for await (const { bytes } of contentOf('-', waiting(), true)) {
      expect(bytes.toString()).toBe('ready\n');
      break;
    }
  });
});

describe('what cannot be read', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coldcase-content-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const problemsOf = async (...names: readonly string[]): Promise<string[]> => {
    const problems: string[] = [];
    for await (const input of openInputs(names.map((name) => join(folder, name))))
      problems.push('blocks' in input ? 'none' : input.message.replaceAll(`${folder}/`, ''));
    return problems;
  };

  it('is named with what to do', async () => {
    writeFileSync(join(folder, 'a.log'), 'x\n');
    symlinkSync(join(folder, 'round'), join(folder, 'round'));
    expect(await problemsOf('a.log/b.log', 'round')).toEqual([
      'a.log/b.log: there is no such file or folder; check the name and the folder you are in.',
      'round: it cannot be read (ELOOP); check the name and the disk.',
    ]);
  });

  it('may be one of what a pattern matches', async () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'gone.log'));
    writeFileSync(join(folder, 'good.log'), 'x\n');
    expect(await problemsOf('g*.log')).toContain('none');
  });

  it('may be a folder of files that are no logs', async () => {
    mkdirSync(join(folder, 'odd'));
    for (const name of ['a.md', 'b.md', 'c.md']) writeFileSync(join(folder, 'odd', name), 'x\n');
    expect(await problemsOf('odd')).toEqual(['odd: this folder holds no logs (none of its 3 files looks like a log); name the files that are to be read.']);
  });

  it('is told of a folder only where something was passed over', async () => {
    writeFileSync(join(folder, 'a.log'), 'x\n');
    const skipped: unknown[] = [];
    for await (const _ of openInputs([folder], { onSkipped: (...told) => skipped.push(told) })) expect(skipped).toEqual([]);
  });
});
