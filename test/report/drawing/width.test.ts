import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cut, cutStart, wrap } from '../../../src/report/drawing/layout.js';
import { widthOf } from '../../../src/report/drawing/width.js';

describe('the columns of a text', () => {
  it.each([
    '',
    'abc',
    'Größe',
    '模型服务器',
    'ﾊﾝｶｸ',
    'e\u0301',
    '🚀',
    '👩‍👩‍👧',
    '👍🏽',
    '🇩🇪🇫🇷',
    '⚠️',
    '⚠',
    '─█░▏◆✓✗→…',
    'Ελλάδα',
    'привет',
    '\u001b[1mbold\u001b[22m',
    '한국어',
    'a\u200bb',
  ])('are counted as terminals do: %j', (text) => expect(widthOf(text)).toBe(stringWidth(text)));

  it('agree with string-width on any text of letters and ideographs', () => {
    const unit = fc.oneof(
      fc.integer({ min: 0x20, max: 0x7e }),
      fc.integer({ min: 0xa1, max: 0x2af }),
      fc.integer({ min: 0x3041, max: 0x3096 }),
      fc.integer({ min: 0x4e00, max: 0x9fff }),
      fc.integer({ min: 0xac00, max: 0xd7a3 }),
    );
    fc.assert(
      fc.property(fc.array(unit), (codes) => {
        const text = String.fromCodePoint(...codes.filter((code) => code !== 0xad));
        expect(widthOf(text)).toBe(stringWidth(text));
      }),
    );
  });
});

describe('a text in a column', () => {
  it('breaks at spaces, and inside a word only where it is too long', () => {
    expect(wrap('one two three', 10, '- ', '  ')).toEqual(['- one two', '  three']);
    expect(wrap('abcdefghijklmno', 12, '  ')).toEqual(['  abcdefghij', '  klmno']);
  });

  it('keeps a figure and its unit on one row', () => {
    expect(wrap('the start took 2.3 s', 19)).toEqual(['the start took', '2.3 s']);
  });

  it('loses no word and exceeds no row', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 12, max: 60 }), (given, width) => {
        const text = given.replace(/[\p{Cc}\p{Cf}\p{M}]/gu, '');
        const rows = wrap(text, width);
        expect(rows.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('is cut at its end or its beginning', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cutStart('abcdef', 4)).toBe('…def');
    expect(widthOf(cut('模型服务器', 5))).toBe(5);
    expect(cut('abc', 3)).toBe('abc');
  });
});
