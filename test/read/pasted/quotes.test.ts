import { describe, expect, it } from 'vitest';
import { quotesOf } from '../../../src/read/pasted/quotes.js';

const without = (lines: readonly string[]): string[] | null => {
  const step = quotesOf(lines);
  return step === null ? null : lines.map(step);
};

describe('quotes around all lines', () => {
  it.each([
    ['of JSON', ['"a",', '  "b" ', '"c"'], ['a', 'b', 'c']],
    ['of Python', ["'a',", "u'b',", '"c"'], ['a', 'b', 'c']],
    ['of bytes', ["b'a\\n'", "b'b\\r\\n'", "b''"], ['a', 'b', '']],
    ['with tabs and returns inside', ['"a\\tb"', '"50%\\r100%"', String.raw`"\q"`], ['a\tb', '50%\r100%', String.raw`\q`]],
  ])('go: %s', (_, lines, rest) => {
    expect(without(lines)).toEqual(rest);
  });

  it('stay where a later line has none', () => {
    const step = quotesOf(['"a"', '"b"', '"c"']);
    expect(['d', '[', ' ],', '"e" f'].map((line) => step?.(line))).toEqual(['d', '', '', '"e" f']);
  });

  it.each([
    ['one line without', ['"a"', 'b', '"c"', '"d"']],
    ['two lines', ['"a"', '"b"']],
    ['brackets alone', ['[', ']', '[', ']']],
    ['quotes that do not match', [`"a'`, `'b"`, `"c'`]],
  ])('are none: %s', (_, lines) => {
    expect(without(lines)).toBeNull();
  });
});

describe('an escaped line feed', () => {
  it('goes where all lines end with it', () => {
    expect(without(['a\\n', 'b\\r\\n'])).toEqual(['a', 'b']);
    expect(without(['a\\n', 'b', 'c\\n'])).toBeNull();
  });
});
