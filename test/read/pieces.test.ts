import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/read/block.js';
import { linesAfter, piecesOf } from '../../src/read/pieces.js';

const blockOf = (text: string): Block => ({ bytes: Buffer.from(text), firstLine: 7, lines: text.split('\n').length, cutLines: 2 });

describe('pieces of a block', () => {
  it('are the block itself where it is short', () => {
    const block = blockOf('one\ntwo');
    expect([...piecesOf(block)]).toEqual([block]);
  });

  it('hold its lines, whole and in order, and count those that were cut once', () => {
    const lines = fc.array(fc.nat({ max: 90_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, fc.boolean(), (lengths, isEnded) => {
        const text = lengths.map((length) => 'x'.repeat(length)).join('\n') + (isEnded ? '\n' : '');
        const pieces = [...piecesOf(blockOf(text))];
        expect(Buffer.concat(pieces.map(({ bytes }) => bytes)).toString()).toBe(text);
        let line = 7;
        for (const { bytes, firstLine } of pieces) {
          expect(firstLine).toBe(line);
          line += bytes.toString().split('\n').length - 1;
        }
        for (const { bytes } of pieces.slice(0, -1)) expect(bytes.at(-1)).toBe(10);
        expect(pieces.reduce((sum, { cutLines }) => sum + (cutLines ?? 0), 0)).toBe(2);
      }),
    );
  });
});

describe('the lines after one of a block', () => {
  const block = { bytes: Buffer.from('a\nb\nc'), firstLine: 7 };
  it.each([
    [6, 'a\nb\nc', 7],
    [7, 'b\nc', 8],
    [8, 'c', 9],
  ])('begin behind line %i', (line, text, firstLine) => {
    const rest = linesAfter(block, line);
    expect([rest?.bytes.toString(), rest?.firstLine]).toEqual([text, firstLine]);
  });

  it('are none behind the last', () => {
    expect(linesAfter(block, 9)).toBeNull();
    expect(linesAfter({ bytes: Buffer.from('a\n'), firstLine: 1 }, 1)).toBeNull();
  });
});

describe('a piece of a block', () => {
  const text = 'x'.repeat(99);
  const sizesOf = (log: string): number[] => [...piecesOf({ bytes: Buffer.from(log), firstLine: 1 })].map(({ bytes }) => bytes.length);

  it('has 64 KiB and the rest of a line, and the last has what is left', () => {
    expect(sizesOf(`${text}\n`.repeat(1000))).toEqual([65_600, 34_400]);
    expect(sizesOf(`${text}\n`.repeat(2000))).toEqual([65_600, 65_600, 65_600, 3200]);
  });

  it('ends at 64 KiB where a line does', () => {
    expect(sizesOf(`${'x'.repeat(65_535)}\ny\n`)).toEqual([65_536, 2]);
  });

  it('is all of a block that holds no more, or one line', () => {
    expect(sizesOf(`${'x'.repeat(65_535)}\n`)).toEqual([65_536]);
    expect(sizesOf('x'.repeat(200_000))).toEqual([200_000]);
    expect(sizesOf(`${'x'.repeat(200_000)}\n`)).toEqual([200_001]);
  });

  it('counts its lines', () => {
    const [piece] = piecesOf({ bytes: Buffer.from(`\n${text}\n`.repeat(1000)), firstLine: 1 });
    expect(piece?.lines).toBe(1298);
  });

  it('says of lines that were cut only where there were some', () => {
    const [, last] = piecesOf({ bytes: Buffer.from(`${text}\n`.repeat(1000)), firstLine: 1 });
    expect(last !== undefined && 'cutLines' in last).toBe(false);
    expect(linesAfter({ bytes: Buffer.from('a\nb\n'), firstLine: 1 }, 1)).toEqual({ bytes: Buffer.from('b\n'), firstLine: 2 });
    expect(linesAfter({ bytes: Buffer.from('a\nb\n'), firstLine: 1, cutLines: 3 }, 1)).toMatchObject({ cutLines: 3 });
  });

  it('goes on behind an empty first line', () => {
    expect(linesAfter({ bytes: Buffer.from('\nb\n'), firstLine: 1 }, 1)?.bytes.toString()).toBe('b\n');
  });
});
