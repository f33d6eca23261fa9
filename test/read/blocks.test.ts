import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, createSplitter, longestLineBytes } from '../../src/read/blocks.js';
import { createRecordParser } from '../../src/read/parser.js';
import { recordsOf } from './records.js';

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const linesOf = async (bytes: Buffer, sizes: readonly number[]): Promise<{ text: string; cutLines: number; numbers: number[] }> => {
  let text = '';
  let cutLines = 0;
  const numbers: number[] = [];
  for await (const block of blocksOf(cut(bytes, sizes))) {
    text += block.bytes.toString('latin1');
    cutLines += block.cutLines ?? 0;
    numbers.push(block.firstLine);
  }
  return { text, cutLines, numbers };
};

const piece = fc.constantFrom(
  'INFO 11-04 19:36:34 [a.py:1] ready',
  'Traceback (most recent call last):',
  '  File "a.py", line 3, in x',
  'ValueError: no',
  '2026-03-11T06:00:04.1Z stdout P part ',
  '2026-03-11T06:00:04.2Z stdout F end',
  '{"log":"a\\n","stream":"stdout","time":"2026-03-11T06:00:04Z"}',
  'x:   0%|  | 0/2 [00:00<?, ?it/s]x: 100%|██| 2/2 [00:01<00:00, 2.0it/s]',
  'Normal  Scheduled  9m45s  default-scheduler  Successfully assigned a/b to c',
  '[boot] 0.00s start',
  '[boot] 1.00s end',
  'ünïcode ✓',
  'a\rb\rc',
  '',
  '\u0000\u0000x',
);

describe('blocks', () => {
  it('hold whole lines, about a MiB each, and know their numbers', async () => {
    const bytes = Buffer.from(`${'x'.repeat(99)}\n`.repeat(40_000));
    const { text, numbers } = await linesOf(bytes, [65_536]);
    expect(text).toBe(bytes.toString('latin1'));
    expect(numbers.length).toBeGreaterThan(2);
    expect(numbers.length).toBeLessThan(6);
  });

  it('put a line that drips in byte by byte together once, not for each byte', () => {
    const splitter = createSplitter();
    const before = Array.from({ length: 200_000 }, () => [...splitter.push(Buffer.from('x')), ...splitter.flush()]).flat();
    const ended = [...splitter.push(Buffer.from('\n')), ...splitter.flush()];
    expect(before).toEqual([]);
    expect(ended.map(({ bytes }) => bytes.length)).toEqual([200_001]);
  });

  it('lose nothing and change nothing, however the chunks were cut', async () => {
    const log = fc
      .tuple(fc.array(piece, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
      .map(([lines, end, isEnded]) => Buffer.from(lines.join(end) + (isEnded ? end : '')));
    await fc.assert(
      fc.asyncProperty(log, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), async (bytes, sizes) => {
        const { text } = await linesOf(bytes, sizes);
        expect(text).toBe(bytes.toString('latin1'));
      }),
    );
  });

  it('give the same records, however the chunks were cut', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), (lines, sizes) => {
        const bytes = Buffer.from(lines.join('\n'));
        const parser = createRecordParser('x.log', { now: 1.8e9 });
        const splitter = createSplitter();
        const blocks = [];
        let at = 0;
        for (let index = 0; at < bytes.length; index += 1) {
          const size = sizes[index % sizes.length] ?? 1;
          blocks.push(...splitter.push(bytes.subarray(at, at + size)), ...splitter.flush());
          at += size;
        }
        blocks.push(...splitter.end());
        const records = [...blocks.flatMap((block) => parser.all(block)), ...parser.end()];
        expect(records).toEqual(recordsOf(bytes, 1.8e9));
      }),
    );
  });

  it('keep a MiB of a line and count the lines that were cut', async () => {
    const long = 'a'.repeat(3 * longestLineBytes);
    const { text, cutLines } = await linesOf(Buffer.from(`first\n${long}\nlast\n${long}`), [100_000]);
    expect(text).toBe(`first\n${'a'.repeat(longestLineBytes)}\nlast\n${'a'.repeat(longestLineBytes)}`);
    expect(cutLines).toBe(2);
  });

  it('are given on at once where the source is live', async () => {
    const given: string[] = [];
    async function* slow(): AsyncGenerator<Buffer> {
      yield Buffer.from('a\nb');
      expect(given).toEqual(['a\n']);
      yield Buffer.from('b\n');
      expect(given).toEqual(['a\n', 'bb\n']);
    }
    for await (const block of blocksOf(slow(), true)) given.push(block.bytes.toString());
  });
});
