import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { inputSource, type LogInput } from '../../src/read/lines-source.js';

const textOf = async (input: LogInput): Promise<string> => {
  let text = '';
  for await (const block of inputSource('-', input).blocks()) text += block.bytes.toString();
  return text;
};

async function* each<T>(...items: T[]): AsyncGenerator<T> {
  yield* items;
}

describe('a log that a program holds', () => {
  it.each([
    ['an array of lines', () => ['one', 'two']],
    ['an array of lines with their line feeds', () => ['one\n', 'two\n']],
    ['a generator of lines', () => each('one', 'two')],
    ['a generator of bytes that break anywhere', () => each(Buffer.from('o'), Buffer.from('ne\ntw'), Buffer.from('o\n'))],
    ['a stream of bytes that break anywhere', () => Readable.from([Buffer.from('one\nt'), Buffer.from('wo\n')], { objectMode: false })],
    ['a stream of lines', () => Readable.from(['one', 'two'])],
    ["readline's lines", () => createInterface({ input: Readable.from([Buffer.from('one\ntwo\n')]) })],
    ['a web stream of text', () => new Blob(['one\ntwo\n']).stream().pipeThrough(new TextDecoderStream())],
  ])('is read from %s', async (_, input) => {
    expect(await textOf(input() as LogInput)).toBe('one\ntwo\n');
  });
});
