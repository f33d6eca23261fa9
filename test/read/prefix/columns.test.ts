import { describe, expect, it } from 'vitest';
import { placeAt } from '../../../src/read/prefix/columns.js';
import { isoOf, recordsOf } from '../records.js';

const dated = '[03/11/26 06:00:01] INFO     starting                                 serve.py:12';
const column = ' '.repeat(20);
const read = (...lines: readonly string[]) => recordsOf(lines.join('\n')).map((record) => [isoOf(record), record.level, record.text]);

describe('a log set in columns', () => {
  it('leaves out the clock that the line above has too', () => {
    expect(read(dated, `${column}WARNING  slow disk                                 disks.py:4`, `${column}INFO     ready`)).toEqual([
      ['2026-03-11T06:00:01.000Z', 'info', 'starting'],
      ['2026-03-11T06:00:01.000Z', 'warning', 'slow disk'],
      ['2026-03-11T06:00:01.000Z', 'info', 'ready'],
    ]);
  });

  it('does so inside an envelope, whose own clock stays', () => {
    const [first, second] = read(`ranker-1  | ${dated}`, `ranker-1  | ${column}INFO     ready`);
    expect(second).toEqual([first?.[0], 'info', 'ready']);
    expect(read(`2026-03-11T06:00:01.5Z ${dated}`, `2026-03-11T06:00:02.5Z ${column}INFO     ready`)[1]).toEqual(['2026-03-11T06:00:02.500Z', 'info', 'ready']);
  });

  it.each([
    ['the level in another column', `${column}  INFO     ready`],
    ['the message in another column', `${column}INFO ready`],
    ['no level', `${column}ABLE     ready`],
  ])('is no such line with %s', (_, line) => {
    expect(read(dated, line)).toHaveLength(1);
  });

  it('takes the clock of the line above where an envelope has a coarser one', () => {
    const lines = ['[03/11/26 06:00:01] INFO     a', `${column}INFO     b`].map((line) => `Mar 11 06:00:01 gpu-host ranker[7]: ${line}`);
    expect(read(...lines).map(([time, , text]) => [time, text])).toEqual([
      ['2026-03-11T06:00:01.000Z', 'a'],
      ['2026-03-11T06:00:01.000Z', 'b'],
    ]);
  });

  it('needs a line above that has its level there', () => {
    const [, second] = read('2026-03-11 06:00:01 the ranker goes up', `${column}INFO     ready`);
    expect(second?.[0]).not.toBe('2026-03-11T06:00:01.000Z');
  });
});

describe('the source place at the right edge', () => {
  it('is no part of the message', () => {
    expect(read('2026-03-11 06:00:01 INFO     done in 3 s      steps.py:407')[0]?.[2]).toBe('done in 3 s');
  });

  it('is one where it stands apart', () => {
    expect(read('2026-03-11 06:00:01 INFO     failed in steps.py:407')[0]?.[2]).toBe('failed in steps.py:407');
    expect(read('2026-03-11 06:00:01 INFO     steps.py:407')[0]?.[2]).toBe('steps.py:407');
  });

  it.each([
    ['a.py:1 ', -1],
    ['x a.py:1', 1],
    ['x  a_b-c.pyx:100000  ', 2],
    ['x a.py:', -1],
    ['x a.py:1 y', -1],
    ['x a.rb:1', -1],
    [`${'x '.repeat(60)}a.py:1`, 119],
  ])('%j begins at %i', (text, at) => {
    expect(placeAt(text)).toBe(at);
  });
});
