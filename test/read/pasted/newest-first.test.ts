import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNewestFirst, oldestFirst } from '../../../src/read/pasted/newest-first.js';
import { isoOf, recordsOf } from '../records.js';

const dated = (at: number, text = `step ${at} of the ranker`): string => `2026-03-11 06:00:${String(at).padStart(2, '0')} INFO ${text}`;
const log = Array.from({ length: 8 }, (_, at) => dated(at));

describe('a log given newest first', () => {
  it.each([
    ['ISO dates', log],
    ['dates of the system log', log.map((line) => `Mar 11 ${line.slice(11, 19)} host ranker[7]: a`)],
    ['dates without a year', log.map((line) => `INFO ${line.slice(5, 19)} a`)],
    ['times of day', log.map((line) => `[${line.slice(11, 19)}] a`)],
    ['lines without a date between', log.flatMap((line) => [line, 'loading', 'loaded'])],
    ['lines of one second', log.flatMap((line) => [line, line, line])],
    ['two processes that are out of step now and then', [dated(1), dated(0), ...log.slice(2), ...log.map((_, at) => dated(10 + at))]],
  ])('is known by %s', (_, lines) => {
    expect(isNewestFirst([...lines].reverse())).toBe(true);
    expect(isNewestFirst(lines)).toBe(false);
  });

  it.each([
    ['few lines', log.slice(0, 5)],
    ['few steps', [0, 0, 0, 1, 1, 2].map((at) => dated(at))],
    ['few dated lines', log.flatMap((line) => [line, 'a', 'b', 'c'])],
    ['moments in no order', [5, 1, 4, 2, 6, 3, 0, 7].map((at) => dated(at))],
  ])('is not told from %s', (_, lines) => {
    expect(isNewestFirst([...lines].reverse())).toBe(false);
  });

  it('is read in the order in which it was written, each line with its number', () => {
    const records = recordsOf([...log].reverse().join('\n'));
    expect(records.map(({ line, text }) => [line, text])).toEqual(log.map((_, at) => [8 - at, `step ${at} of the ranker`]));
    expect(isoOf(records[0] as (typeof records)[0])).toBe('2026-03-11T06:00:00.000Z');
  });

  const traceback = [dated(8, 'it failed'), 'Traceback (most recent call last):', '  File "ranker.py", line 7, in load', 'ValueError: no such profile'];

  it('has its tracebacks put together, with the numbers of their lines', () => {
    const failed = recordsOf([...log, ...traceback, dated(9)].reverse().join('\n')).find(({ text }) => text.startsWith('Traceback'));
    expect(failed?.text).toBe(traceback.slice(1).join('\n'));
    expect(failed?.lines).toEqual([4, 3, 2]);
  });

  it('may have the lines of each entry in their own order', () => {
    const lines = [dated(9), ...traceback, ...[...log].reverse()];
    const failed = recordsOf(lines.join('\n')).find(({ text }) => text.startsWith('Traceback'));
    expect([failed?.line, failed?.text]).toEqual([3, traceback.slice(1).join('\n')]);
  });

  it('keeps each line, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 30 }), (texts) => {
        const drafts = oldestFirst(texts.map((text, at) => ({ text, line: at + 1 })));
        expect(drafts.map(({ line }) => line).sort((left, right) => left - right)).toEqual(texts.map((_, at) => at + 1));
      }),
    );
  });
});
