import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf } from './records.js';

const texts = (log: string): string[] => recordsOf(log).map(({ text }) => text);
const start = '2026-01-01T00:00:00Z';
const traceback = 'Traceback (most recent call last):\n  File "a.py", line 3, in f\n    load()';

describe('a record', () => {
  it('has the clock of its line, and none where the line has none', () => {
    expect(recordOf(`${start} up`).clock).toBe('full z');
    expect(recordOf('2026-01-01T00:00:00 up').clock).toBe('full');
    expect('clock' in recordOf('up')).toBe(false);
  });

  it('keeps the first 2,000 characters of each of its lines as they stood', () => {
    expect(recordOf(` ${'x'.repeat(3000)}`).raw).toHaveLength(2000);
    expect(recordOf('x'.repeat(1999)).raw).toHaveLength(1999);
    const [record] = recordsOf(`${start} INFO a\n  ${'y'.repeat(3000)}\n`);
    expect(record?.raw).toHaveLength(`${start} INFO a\n`.length + 2000);
    expect(record?.text).toHaveLength('a\n  '.length + 3000);
  });

  it('keeps some 64,000 characters of all of its lines', () => {
    const [record] = recordsOf(`${start} INFO a\n${`  ${'y'.repeat(1998)}\n`.repeat(100)}`);
    expect(record?.raw.length).toBeGreaterThanOrEqual(64_000);
    expect(record?.raw.length).toBeLessThan(66_100);
    expect(record?.text.split('\n')).toHaveLength(101);
  });

  it('shares its stream with others of the same replica and process', () => {
    const [one, two, three, four] = recordsOf('(A pid=1) a\n(A pid=2) b\n(A pid=1) c\nd\n');
    expect(one?.stream).toBe(three?.stream);
    expect([one, two, three, four].map((record) => record?.stream.process)).toEqual(['pid 1', 'pid 2', 'pid 1', null]);
  });

  it('has the level of its message, and that of its envelope where the message has none', () => {
    expect(recordOf(JSON.stringify({ level: 'error', msg: 'up' })).level).toBe('error');
    expect(recordOf('up').level).toBeNull();
  });
});

describe('a blank line', () => {
  it.each(['', '   ', '\t'])('says nothing: %j', (blank) => {
    expect(texts(`a\n${blank}\nb\n`)).toEqual(['a', 'b']);
  });

  it('is a record where it has a clock', () => {
    expect(texts(`${start}\nb\n`)).toEqual(['', 'b']);
    expect(texts('INFO:\nb\n')).toEqual(['b']);
  });

  it('ends what a logger wrote', () => {
    expect(texts(`${start} INFO a\n\n  rest\n`)).toEqual(['a', 'rest']);
    expect(texts('a\n\n\tat a.B.c(B.java:1)\n')).toEqual(['a', 'at a.B.c(B.java:1)']);
  });

  it('may stand in a traceback, three in a row at most', () => {
    expect(texts(`${traceback}\n\n\n\n    more\nValueError: no\n`)).toEqual([`${traceback}\n\n\n\n    more\nValueError: no`]);
    expect(texts(`${traceback}\n\n\n\n\n    more\n`)).toEqual([traceback, 'more']);
    expect(texts(`${traceback}\nValueError: no\n\n\nnext\n`)).toEqual([`${traceback}\nValueError: no`, 'next']);
  });
});

describe('a traceback', () => {
  it.each(['ERROR', 'CRITICAL'])('goes on the %s line above it', (level) => {
    expect(texts(`${start} ${level} no\n${traceback}\nValueError: no\n`)).toHaveLength(1);
  });

  it.each(['INFO', 'WARNING'])('goes not on the %s line above it', (level) => {
    expect(texts(`${start} ${level} no\n${traceback}\nValueError: no\n`)).toHaveLength(2);
  });

  it('goes on the error line above it where each of its lines has a prefix too, but not on one of another level', () => {
    const lines = [...traceback.split('\n'), 'ValueError: no'];
    const prefixed = (level: string): string => lines.map((line) => `${start} ${level} ${line}\n`).join('');
    expect(texts(`${start} ERROR no\n${prefixed('ERROR')}`)).toHaveLength(1);
    expect(texts(`${start} ERROR no\n${prefixed('WARNING')}`)).toHaveLength(2);
  });

  it('without prefixes ends at a line that has one', () => {
    expect(texts(`${traceback}\n${start} INFO   next\n`)).toEqual([traceback, 'next']);
    expect(texts(`${start} ERROR no\n${traceback}\n${start} ERROR next\n`)).toEqual([`no\n${traceback}`, 'next']);
  });

  it('with prefixes ends at a line of another level, and goes on without', () => {
    const begun = `${start} ERROR Traceback (most recent call last):\n`;
    expect(texts(`${begun}${start} INFO   next\n`)).toHaveLength(2);
    expect(texts(`${begun}  File "a.py", line 3, in f\n${start} ERROR ValueError: no\n`)).toHaveLength(2);
    expect(texts(`${begun}  File "a.py", line 3, in f\nValueError: no\n`)).toHaveLength(1);
  });

  it('goes on only in lines of its own stream', () => {
    expect(texts(`(A pid=1) ${traceback.replaceAll('\n', '\n(B pid=2) ')}\n`)).toHaveLength(3);
    expect(texts(`(A pid=1) ${traceback}\n`)).toEqual([traceback]);
  });
});

describe('tracebacks of several writers, line by line in turn', () => {
  const whole = `${traceback}\nValueError: no`;
  const inTurn = (...writers: readonly string[]): string =>
    whole
      .split('\n')
      .map((line) => writers.map((writer) => `${writer} ${line}\n`).join(''))
      .join('');

  it.each([
    ['processes', '(A pid=1)', '(B pid=2)'],
    ['containers', 'web-1  |', 'web-2  |'],
    ["workers' threads", `${start} [INFO ] W-1-m-stdout MODEL_LOG -`, `${start} [INFO ] W-2-m-stdout MODEL_LOG -`],
  ])('are each whole: %s', (_, one, two) => {
    expect(texts(inTurn(one, two))).toEqual([whole, whole]);
  });

  it('know the number of each of their lines', () => {
    const [one, two] = recordsOf(inTurn('(A pid=1)', '(B pid=2)'));
    expect([one?.lines, two?.lines]).toEqual([
      [1, 3, 5, 7],
      [2, 4, 6, 8],
    ]);
    const blank = recordsOf(inTurn('(A pid=1)', '(B pid=2)').replace('\n(A pid=1)     load()\n', '\n(A pid=1)   # up\n(A pid=1) \n(A pid=1)   # on\n'))[0];
    expect(blank?.lines).toEqual([1, 3, 5, 6, 7, 9]);
    expect(recordOf(whole).lines).toBeUndefined();
  });

  it('come in the order of their first lines, ahead of what others wrote meanwhile', () => {
    const lines = ['Traceback (most recent call last):', '  File "a.py", line 3, in f', 'ValueError: no'].map((line) => `(A pid=1) ${line}\n`);
    expect(texts(lines.join('(B pid=2) up\n'))).toEqual([expect.stringContaining('ValueError'), 'up', 'up']);
  });

  it('wait for a hundred lines of others, and for none once the error is told', () => {
    const [begin = '', error = ''] = ['Traceback (most recent call last):', 'ValueError: no'].map((line) => `(A pid=1) ${line}\n`);
    expect(texts(begin + '(B pid=2) up\n'.repeat(99) + error)[0]).toContain('ValueError');
    expect(texts(begin + '(B pid=2) up\n'.repeat(100) + error).at(-1)).toBe('ValueError: no');
    expect(texts(`${begin}${error}(B pid=2) up\n(A pid=1) next\n`)).toHaveLength(3);
  });

  it('do not wait where nobody says who wrote', () => {
    expect(texts(`${traceback}\n(B pid=2) up\nValueError: no\n`)).toHaveLength(3);
  });
});

describe('a line of several in one JSON record', () => {
  it('is whole: no line goes on it, and it goes on none', () => {
    const json = JSON.stringify({ level: 'error', msg: traceback });
    expect(texts(`${json}\n    more\n`)).toEqual([traceback, 'more']);
    expect(texts(`Traceback (most recent call last):\n${json}\n`)).toHaveLength(2);
  });
});
