import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Block } from '../../src/read/block.js';
import { blocksOf, longestLineBytes } from '../../src/read/blocks.js';
import { blocksOfFile } from '../../src/read/file-blocks.js';

const folder = mkdtempSync(join(tmpdir(), 'coldcase-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All lines with their numbers, and what was counted. */
async function told(blocks: AsyncIterable<Block>): Promise<unknown> {
  const lines: [number, number, string][] = [];
  let counted = 0;
  let cut = 0;
  for await (const { bytes, firstLine, lines: own = 0, cutLines = 0 } of blocks) {
    const texts = bytes.toString('latin1').replace(/\n$/, '').split('\n');
    for (const [index, text] of texts.entries()) lines.push([firstLine + index, text.length, text.slice(0, 20)]);
    counted += own;
    cut += cutLines;
  }
  return { lines, counted, cut };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

describe('the blocks of a file', () => {
  const long = (bytes: number): string => 'x'.repeat(bytes);
  it.each([
    ['many lines', 'a line of a log\n'.repeat(200_000)],
    ['a last line that is not ended', `${'another line\r\n'.repeat(100_000)}the end`],
    ['a line as long as the limit', `one\n${long(longestLineBytes)}\ntwo\n`],
    ['a longer one', `one\n${long(longestLineBytes + 1)}\ntwo\n`],
    ['a longer one that ends with the file', `one\n${long(longestLineBytes * 3)}`],
    ['long lines among short ones', `${`short\n${long(300_000)}\n`.repeat(12)}${long(longestLineBytes * 2)}\nlast\n`],
    ['no line feed', long(longestLineBytes - 5)],
  ])('hold the lines that a stream gives: %s', async (name, text) => {
    const path = join(folder, `${name}.log`);
    writeFileSync(path, text);
    expect(await told(blocksOfFile(path))).toEqual(await told(blocksOf(once(Buffer.from(text)))));
  });
});
