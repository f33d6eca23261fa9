import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { followFile } from '../../src/read/follow.js';
import { InputError } from '../../src/read/source.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coldcase-follow-'));
  path = join(folder, 'a.log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const given = (content: Buffer): string => {
  writeFileSync(path, content);
  return path;
};

/** Follows while the steps are done one after another, each once what is expected so far has come. */
const followed = async (steps: readonly { readonly act: () => void; readonly until: string }[]): Promise<{ text: string; lines: number[] }> => {
  const stop = new AbortController();
  let text = '';
  const lines: number[] = [];
  const reading = (async () => {
    for await (const block of followFile(path, { signal: stop.signal, pollMilliseconds: 5 })) {
      text += block.bytes.toString();
      lines.push(block.firstLine);
    }
  })();
  for (const { act, until } of steps) {
    act();
    for (let wait = 0; !text.endsWith(until) && wait < 400; wait += 1) await sleep(5);
  }
  stop.abort();
  await reading;
  return { text, lines };
};

describe('following a file', () => {
  it.each([
    ['a folder', () => folder, /a folder cannot be followed/],
    ['a compressed file', () => given(gzipSync('a line\n')), /a compressed file does not grow/],
    ['binary data', () => given(Buffer.from('7f454c460201010000', 'hex')), /binary data/],
  ])('refuses %s in one sentence', async (_, place, message) => {
    await expect(followFile(place(), { signal: new AbortController().signal }).next()).rejects.toThrow(message);
  });

  it('gives UTF-16 as UTF-8, also a character whose bytes come one by one', async () => {
    const wide = Buffer.from('\ufeffa\n加载\n', 'utf16le');
    writeFileSync(path, wide.subarray(0, 7));
    const { text } = await followed([
      { act: () => undefined, until: 'a\n' },
      { act: () => appendFileSync(path, wide.subarray(7)), until: '加载\n' },
    ]);
    expect(text).toBe('a\n加载\n');
  });

  it('tells the encoding anew after a rotation', async () => {
    writeFileSync(path, Buffer.from('\ufeffa\n', 'utf16le'));
    const { text } = await followed([
      { act: () => undefined, until: 'a\n' },
      {
        act: () => {
          renameSync(path, `${path}.1`);
          writeFileSync(path, 'b\n');
        },
        until: 'b\n',
      },
    ]);
    expect(text).toBe('a\nb\n');
  });

  it('gives its lines and those that are added, whole', async () => {
    writeFileSync(path, 'a\nb');
    const { text, lines } = await followed([
      { act: () => undefined, until: 'a\n' },
      { act: () => appendFileSync(path, 'b\nc\n'), until: 'c\n' },
      { act: () => appendFileSync(path, 'unended'), until: 'c\n' },
    ]);
    expect([text.startsWith('a\nbb\nc\n'), lines.slice(0, 2)]).toEqual([true, [1, 2]]);
  });

  it('goes over to the new file when it is rotated', async () => {
    writeFileSync(path, 'a\n');
    const { text, lines } = await followed([
      { act: () => undefined, until: 'a\n' },
      {
        act: () => {
          appendFileSync(path, 'last of old\n');
          renameSync(path, `${path}.1`);
          writeFileSync(path, 'new\n');
        },
        until: 'new\n',
      },
      { act: () => appendFileSync(path, 'more\n'), until: 'more\n' },
    ]);
    expect([text, lines.at(-1)]).toEqual(['a\nlast of old\nnew\nmore\n', 2]);
  });

  it('begins again when it is truncated', async () => {
    writeFileSync(path, 'a long first line\n');
    const { text, lines } = await followed([
      { act: () => undefined, until: 'line\n' },
      {
        act: () => {
          truncateSync(path, 0);
          appendFileSync(path, 'b\n');
        },
        until: 'b\n',
      },
    ]);
    expect([text, lines]).toEqual(['a long first line\nb\n', [1, 1]]);
  });

  it('says so if the file is not there', async () => {
    await expect(followFile(path, { signal: new AbortController().signal }).next()).rejects.toBeInstanceOf(InputError);
  });
});
