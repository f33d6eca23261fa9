import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marginOf } from '../../../src/read/pasted/margin.js';
import { isoOf, recordsOf } from '../records.js';

const log = [
  '2026-03-11 06:00:00 INFO loading the ranker',
  'Traceback (most recent call last):',
  '  File "ranker.py", line 7, in load',
  'ValueError: no such profile',
  '2026-03-11 06:00:04 INFO ready',
];
const without = (lines: readonly string[]): string[] | null => {
  const margin = marginOf(lines.join('\n'));
  return margin === null ? null : lines.map(margin);
};

describe('the margin of a pasted log', () => {
  it.each([
    ['an indent', (line: string) => `    ${line}`],
    ['a tab', (line: string) => `\t${line}`],
    ['the mark of a quotation', (line: string) => `> ${line}`],
    ['the mark of a quotation without a blank', (line: string) => `>${line}`],
    ['an indented mark', (line: string) => `  > ${line}`],
    ['a comment', (line: string) => `# ${line}`],
    ['a comment of two marks', (line: string) => `//  ${line}`],
    ['the side of a box', (line: string) => `│ ${line}`],
    ['a bar', (line: string) => `| ${line}`],
    ['numbers of lines', (line: string, at: number) => `${at + 8}\t${line}`],
    ['padded numbers', (line: string, at: number) => `${String(at + 8).padStart(6)}  ${line}`],
    ['numbers with a colon', (line: string, at: number) => `${at + 1}:${line}`],
    ['numbers and a bar', (line: string, at: number) => `${String(at + 98).padStart(3)} | ${line}`],
    ['a name', (line: string) => `ranker: ${line}`],
    ['a name in brackets', (line: string) => `[ranker] ${line}`],
    ['the names of the outputs', (line: string, at: number) => `${at % 2 === 0 ? 'stdout' : 'stderr'} | ${line}`],
    ['a number in brackets', (line: string) => `[1] ${line}`],
    ['an indented quotation of numbered lines', (line: string, at: number) => `    > ${at + 1}: ${line}`],
    ['a list in JSON', (line: string) => `  ${JSON.stringify(line)},`],
    ['a list in Python', (line: string) => `'${line.replaceAll("'", "\\'")}',`],
    ['bytes in Python', (line: string) => `b'${line}\\r\\n'`],
    ['an escaped line feed', (line: string) => `${line}\\n`],
    ['coloured numbers', (line: string, at: number) => `\u001b[2m${at + 1}\u001b[0m\t${line}`],
  ])('is taken off: %s', (_, margined) => {
    const whole = recordsOf(log.join('\n'));
    const records = recordsOf(log.map(margined).join('\n'));
    expect(records.map(({ text, line }) => [text, line])).toEqual(whole.map(({ text, line }) => [text, line]));
    expect(records.map(isoOf)).toEqual(whole.map(isoOf));
  });

  it('is in the line as it stands in the file', () => {
    expect(recordsOf(log.map((line) => `> ${line}`).join('\n'))[0]?.raw).toBe(`> ${log[0]}`);
  });

  it('may stand alone in a blank line, or be missing in one', () => {
    expect(without(['> a', '>', '> b', '', '> c'])).toEqual(['a', '', 'b', '', 'c']);
    expect(marginOf('> a\n> b\n> c')?.('d')).toBe('d');
    expect(without(['1\ta', '2\t', '3\tb', '4', '5\tc', 'd'])).toBeNull();
    expect(without(['1\ta', '2\t', '3\tb', '4', '5\tc'])).toEqual(['a', '', 'b', '', 'c']);
  });

  it('has the other side of a box at the end of lines', () => {
    expect(without(['│ a   │', '│ b │', '│ c'])).toEqual(['a', 'b', 'c']);
  });

  it('is there in a document as well', () => {
    const row = (cells: string) => `> ${cells}`;
    const records = recordsOf(['timestamp,message', '2026-03-11T06:00:00Z,loading', '2026-03-11T06:00:01Z,ready'].map(row).join('\n'));
    expect(records.map(({ text }) => text)).toEqual(['loading', 'ready']);
  });

  it('leaves a line of several in one text whole', () => {
    const [record] = recordsOf(['one\ntwo\n', 'a "b" \\ \t c', 'd'].map((line) => JSON.stringify(line)).join('\n'));
    expect([record?.text, record?.isSingleLine]).toEqual(['one\ntwo', true]);
    expect(without(['"one"', String.raw`"a \"b\" \\ \t \u0041"`, '"c",'])).toEqual(['one', 'a "b" \\ \t \\u0041', 'c']);
  });

  it('goes together with the backslashes of Markdown', () => {
    const escaped = ['a\\_b\\_c', '\\[d\\] e\\_f', 'g\\_h \\*', 'i\\_j C:\\k'];
    expect(without(escaped)).toEqual(['a_b_c', '[d] e_f', 'g_h *', 'i_j C:\\k']);
    expect(without([...escaped, 'l_m'])).toBeNull();
    expect(without(escaped.slice(1))).toBeNull();
  });

  it('of a list has the brackets around it', () => {
    expect(without(['[', '"a",', '"b",', '"c"', ']'])).toEqual(['', 'a', 'b', 'c', '']);
  });

  it('is read off the first 8 KiB, whose last line may be cut', () => {
    const lines = Array.from({ length: 400 }, (_, at) => `> line ${at} of the log of a ranker`);
    expect(recordsOf(lines.join('\n'))[399]?.text).toBe('line 399 of the log of a ranker');
    expect(recordsOf(`${'é'.repeat(4000)}\n${lines.join('\n')}`)[400]?.text).toBe('> line 399 of the log of a ranker');
  });

  it.each([
    ['too few lines', ['> a', '> b']],
    ['too few numbers', ['1 a', '2 b', '3 c']],
    ['lines that begin alike with words', ['INFO a', 'INFO b', 'INFO c']],
    ['one line without it', ['> a', 'b', '> c']],
    ['prompts', ['>>> a', '>>> b', '>>> c']],
    ['the steps of a build', ['#1 a', '#2 b', '#3 c']],
    ['a table', ['| a | b |', '| c | d |', '| e | f |']],
    ['numbers that skip one', ['1 a', '2 b', '4 c', '5 d']],
    ['numbers alone', ['1', '2', '3', '4']],
    ['numbers of several kinds', ['1: a', '2| b', '3: c', '4: d']],
    ['times of day', ['12:00:01 a', '13:00:01 b', '14:00:01 c', '15:00:01 d']],
    ['a name that no logger stands behind', ['ranker: loading', 'ranker: loaded', 'ranker: ready', 'ranker: bye']],
    ['names of two programs', log.map((line, at) => `[${at % 2 === 0 ? 'ranker' : 'embedder'}] ${line}`)],
    ['a level', ['INFO: 2026-03-11 06:00:00 a', 'INFO: 2026-03-11 06:00:01 b', 'INFO: 2026-03-11 06:00:02 c']],
    ['a rank', ['[rank0] 06:00:00 a', '[rank0] 06:00:01 b', '[rank0] 06:00:02 c']],
    ['a tag that rules know', ['[TRT] 06:00:00 a', '[TRT] 06:00:01 b', '[TRT] 06:00:02 c']],
    ['cells of a table', ['"a","b"', '"c","d"', '"e","f"']],
    ['quotes around a part', ['"a" b', '"c" d', '"e" f']],
    ['numbers that are sizes', ['1a', '2a', '3a', '4a']],
  ])('is none: %s', (_, lines) => {
    expect(without(lines)).toBeNull();
  });

  it('takes nothing but what all lines have, whatever they hold', () => {
    const line = fc.string({ unit: 'binary-ascii' }).filter((text) => !/[\r\n\u001b]/.test(text));
    fc.assert(
      fc.property(fc.array(line, { minLength: 3, maxLength: 20 }), (lines) => {
        for (const [at, rest] of (without(lines) ?? []).entries()) expect(lines[at]?.endsWith(rest)).toBe(true);
      }),
    );
  });
});
