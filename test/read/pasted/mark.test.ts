import { describe, expect, it } from 'vitest';
import { markOf, withoutFarSide } from '../../../src/read/pasted/mark.js';

describe('the other side of a box', () => {
  it.each([
    ['a  │ ', 'a'],
    ['a', 'a'],
    ['│', ''],
    ['a  | ', 'a  | '],
  ])('%j gives %j', (text, inside) => {
    expect(withoutFarSide(text, '│')).toBe(inside);
  });
});

describe('the mark ahead of all lines', () => {
  const without = (lines: readonly string[]): string[] | null => {
    const step = markOf(lines);
    return step === null ? null : lines.map(step);
  };

  it.each([
    ['an indent of the least indented', ['  a', '    b', '  c'], ['a', '  b', 'c']],
    ['a mark alone, where a line has nothing behind it', ['>  a', '>   b', '>'], ['  a', '   b', '']],
    ['a mark without blanks', ['|a', '|  b', '|c'], ['a', '  b', 'c']],
    ['two kinds of box sides', ['┃ a ┃', '┃ b', '┃ c┃'], ['a', 'b', 'c']],
    ['all of a line', ['  ', '  '], ['', '']],
  ])('is %s', (_, lines, rest) => {
    expect(without(lines)).toEqual(rest);
  });

  it('is no side of a table where a row ends with it', () => {
    expect(without(['| a', '| b | ', '| c'])).toBeNull();
    expect(without(['│ a │', '│ b', '│ c'])).toEqual(['a', 'b', 'c']);
  });

  it('leaves a blank line of a quotation blank, and other lines as they are', () => {
    const step = markOf(['> a', '> b']);
    expect(['>', '> ', '>  c', '  > d', 'e'].map((line) => step?.(line))).toEqual(['', '', ' c', '  > d', 'e']);
  });
});
