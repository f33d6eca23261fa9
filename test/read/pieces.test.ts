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
