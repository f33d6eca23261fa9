import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../src/read/pasted/label.js';

const without = (lines: readonly string[]): string[] | null => {
  const step = labelOf(lines);
  return step === null ? null : lines.map(step);
};

describe('a name ahead of all lines', () => {
  it.each([
    ['levels behind it', ['a: INFO b', 'a: WARNING c', 'a: d'], ['INFO b', 'WARNING c', 'd']],
    ['levels in brackets behind it', ['(a) [INFO] b', '(a) [ERROR] c', '(a) d'], ['[INFO] b', '[ERROR] c', 'd']],
    ['times in brackets behind it', ['a | [06:00:01] b', 'a | [06:00:02] c'], ['[06:00:01] b', '[06:00:02] c']],
    [
      'a fifth of the lines with a clock',
      ['a - 06:00:01 b', 'a - 06:00:02 b', ...Array<string>(8).fill('a - c')],
      ['06:00:01 b', '06:00:02 b', ...Array<string>(8).fill('c')],
    ],
    ['nothing behind it in one', ['a: 06:00:01 b', 'a: 06:00:02 b', 'a:'], ['06:00:01 b', '06:00:02 b', '']],
  ])('goes with %s', (_, lines, rest) => {
    expect(without(lines)).toEqual(rest);
  });

  it('goes without these where it names an output or is a number', () => {
    expect(without(['stdout: a', 'STDERR: b', 'err: c', 'out: d'])).toEqual(['a', 'b', 'c', 'd']);
    expect(without(['[0] a', '[12] b', '[999] c'])).toEqual(['a', 'b', 'c']);
  });

  it('stays in a line that has another one', () => {
    const step = labelOf(['a: 06:00:01 b', 'a: 06:00:02 c']);
    expect(['a: d', 'b: d', 'd'].map((line) => step?.(line))).toEqual(['d', 'b: d', 'd']);
  });

  it.each([
    ['only one clock behind it', ['a: 06:00:01 b', 'a: c', 'a: d']],
    ['less than a fifth of clocks', ['a: 06:00:01 b', 'a: 06:00:02 b', ...Array<string>(9).fill('a: c')]],
    ['stopwatches behind it', ['a: 0:00:01.000000001 b', 'a: 0:00:02.000000001 b']],
    ['words that are no level', ['a: Info b', 'a: note c', 'a: FOUND d']],
    ['an output beside a name', ['stdout: 06:00:01 a', 'b: 06:00:02 a', 'stdout: 06:00:03 a']],
    ['a line without a name', ['a: 06:00:01 b', 'a: 06:00:02 b', 'c']],
    ['a number of four digits', ['[1000] a', '[1000] b', '[1000] c']],
    ['a word that holds a number', ['[a1] a', '[a1] b', '[a1] c']],
    ['a level', ['[info] 06:00:01 a', '[info] 06:00:02 b']],
    ['a letter of a level', ['[W] 06:00:01 a', '[W] 06:00:02 b']],
    ['a process', ['[pid7] 06:00:01 a', '[pid7] 06:00:02 b']],
  ])('is none with %s', (_, lines) => {
    expect(without(lines)).toBeNull();
  });
});
