import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecordParser } from '../../src/read/parser.js';
import { processorSeconds } from '../processor-seconds.js';
import { isoOf, recordOf, recordsOf } from './records.js';

const offsetsOf = (log: string): { offset: number; line: number }[] => {
  const offsets = [];
  let offset = 0;
  for (const [index, line] of log.split('\n').entries()) {
    offsets.push({ offset, line: index + 1 });
    offset += Buffer.byteLength(line) + 1;
  }
  return offsets;
};

describe('the parser', () => {
  it('counts lines by their line feeds', () => {
    const parser = createRecordParser('x.log');
    parser.all({ bytes: Buffer.from('a\r\nb\rc\n\nd'), firstLine: 1 });
    parser.all({ bytes: Buffer.from('e\n'), firstLine: 5, cutLines: 1 });
    expect(parser.counts).toEqual({ lines: 5, skipped: 1 });
  });

  it('takes blanks that do not break for plain ones, as web pages and chats put them', () => {
    expect(recordOf('2026-03-11\u00a006:00:01\u202fINFO\u00a0loading\u2007the ranker').text).toBe('loading the ranker');
    expect(recordOf('loading\u00a0the ranker').raw).toBe('loading the ranker');
  });

  it('reads broken bytes, NULs and a byte order mark', () => {
    const records = recordsOf(Buffer.concat([Buffer.from('\ufeffINFO:     a\n'), Buffer.from([0xff, 0xfe, 0x62, 0x0a, 0, 0, 0x63, 0x0a, 0xc3, 0x0a])]));
    expect(records.map(({ line, text }) => [line, text])).toEqual([
      [1, 'a'],
      [2, '\ufffd\ufffdb'],
      [3, 'c'],
      [4, '\ufffd'],
    ]);
  });

  it('cuts what it keeps of a line at 2,000 characters', () => {
    expect(recordsOf('x'.repeat(5000))[0]?.raw).toHaveLength(2000);
  });

  it('reads only the lines that are wanted, with the clock of the line before', () => {
    const log = '2026-01-01T00:00:00Z a\nplain\nwanted\n2026-01-01T00:00:09Z also wanted\n';
    const parser = createRecordParser('x.log');
    const wanted = offsetsOf(log).slice(2, 4);
    const records = [...parser.some({ bytes: Buffer.from(log), firstLine: 1 }, wanted)];
    expect(records.map((record) => [record.line, record.text, isoOf(record)])).toEqual([
      [3, 'wanted', '2026-01-01T00:00:00.000Z'],
      [4, 'also wanted', '2026-01-01T00:00:09.000Z'],
    ]);
    expect(parser.counts.lines).toBe(4);
  });

  it('gives up the search for a clock after 64 lines', () => {
    const log = `2026-01-01T00:00:00Z a\n${'plain\n'.repeat(80)}`;
    const [record] = createRecordParser('x.log').some({ bytes: Buffer.from(log), firstLine: 1 }, offsetsOf(log).slice(80, 81));
    expect([record?.line, record?.time]).toEqual([81, null]);
  });

  it('gives what it held back before it turns to single lines', () => {
    const parser = createRecordParser('x.log');
    expect(parser.all({ bytes: Buffer.from('a\n'), firstLine: 1 })).toEqual([]);
    const records = [...parser.some({ bytes: Buffer.from('b\n'), firstLine: 2 }, [{ offset: 0, line: 2 }])];
    expect(records.map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('reads a wanted line at the beginning, at the end, and the clock of the line right before', () => {
    const log = '2026-01-01T00:00:00Z a\r\nplain\r\n';
    const [first, second, ...others] = createRecordParser('x.log').some({ bytes: Buffer.from(log), firstLine: 5 }, [
      { offset: 0, line: 5 },
      { offset: 24, line: 6 },
    ]);
    expect([first?.text, second?.text, second?.line, second?.resolutionSeconds, others]).toEqual(['a', 'plain', 6, 1, []]);
    expect(second?.time).toBe(first?.time);
  });

  it('finds the clock of a wanted line up to 64 lines before it', () => {
    for (const [lines, time] of [
      [63, Date.UTC(2026, 0, 1) / 1000],
      [64, null],
    ] as const) {
      const log = `x\n2026-01-01T00:00:00Z a\n${'plain\n'.repeat(lines)}wanted`;
      const [record] = createRecordParser('x.log').some({ bytes: Buffer.from(log), firstLine: 1 }, [{ offset: log.length - 6, line: lines + 3 }]);
      expect([record?.text, record?.time]).toEqual(['wanted', time]);
    }
  });

  it('looks for a clock at the beginning of a long line', () => {
    const log = `2026-01-01T00:00:00Z ${'x'.repeat(100_000)}\nwanted\n`;
    const [record] = createRecordParser('x.log').some({ bytes: Buffer.from(log), firstLine: 1 }, [{ offset: log.indexOf('wanted'), line: 2 }]);
    expect(record?.time).toBe(Date.UTC(2026, 0, 1) / 1000);
  });

  it('counts the lines up to the last that it was asked for, and all where it was asked to the end', () => {
    const block = { bytes: Buffer.from('a\nb\nc\nd'), firstLine: 11, cutLines: 2 };
    const wanted = [{ offset: 2, line: 12 }];
    const whole = createRecordParser('x.log');
    for (const _ of whole.some(block, wanted)) expect(whole.counts).toEqual({ lines: 0, skipped: 0 });
    expect(whole.counts).toEqual({ lines: 4, skipped: 2 });
    const left = createRecordParser('x.log');
    for (const _ of left.some(block, wanted)) break;
    expect(left.counts).toEqual({ lines: 2, skipped: 0 });
    const empty = createRecordParser('x.log');
    expect([...empty.some({ bytes: Buffer.from('\n\n'), firstLine: 1 }, [])]).toEqual([]);
    expect(empty.counts).toEqual({ lines: 2, skipped: 0 });
  });

  it('takes the time of a wanted line for the year of the next', () => {
    const log = '2024-06-01T00:00:00Z a\nJun  1 00:00:05 h s[1]: b\n';
    const records = [...createRecordParser('x.log').some({ bytes: Buffer.from(log), firstLine: 1 }, offsetsOf(log).slice(0, 2))];
    expect(records.map(isoOf)).toEqual(['2024-06-01T00:00:00.000Z', '2024-06-01T00:00:05.000Z']);
  });

  it('dates a wanted row of events', () => {
    const log = '12s  Normal  Pulled  pod/a  Pulled\n';
    const [record] = createRecordParser('x.log', { now: 1000 }).some({ bytes: Buffer.from(log), firstLine: 1 }, [{ offset: 0, line: 1 }]);
    expect(record?.time).toBe(988);
  });

  it('takes carriage returns off the end of a line, and leaves others', () => {
    expect(recordsOf('a\r\r\nb\n').map(({ raw }) => raw)).toEqual(['a', 'b']);
    expect(recordsOf('\r\n\ra\n').map(({ raw }) => raw)).toEqual(['\ra']);
  });

  it('peels eight layers, and leaves what is wrapped deeper', () => {
    const wrapped = (layers: number): string => `${'a-1  | '.repeat(layers)}ready`;
    expect(recordsOf(wrapped(8))[0]?.text).toBe('ready');
    expect(recordsOf(wrapped(9))[0]?.text).toBe('a-1  | ready');
  });

  it('takes no document for one that begins later', () => {
    const parser = createRecordParser('x.log');
    parser.all({ bytes: Buffer.from('up\n'), firstLine: 1 });
    const pod = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","creationTimestamp":"2026-01-01T00:00:00Z"}}\n';
    const records = [...parser.all({ bytes: Buffer.from(pod), firstLine: 2 }), ...parser.end()];
    expect(records.map(({ text }) => text)).not.toContain('Created pod: a');
  });

  it('does not fail on any bytes', () => {
    const start = fc.constantFrom(
      '',
      '{',
      '{"log":',
      '[',
      '(a pid=1) ',
      '<13>1 ',
      '2026-01-01T00:00:00Z ',
      'INFO 01-01 00:00:00 [',
      'time=',
      'a-1  | ',
      '\u001b[',
      'I0101 00:00:00.1 ',
      'apiVersion: v1\nkind: List\nitems:\n- ',
      '0:00:0',
      '[pod/',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(start, fc.uint8Array({ maxLength: 60 })), { maxLength: 20 }), (parts) => {
        const bytes = Buffer.concat(parts.flatMap(([text, noise]) => [Buffer.from(text), Buffer.from(noise)]));
        for (const record of recordsOf(bytes)) {
          expect(record.line).toBeGreaterThan(0);
          expect(record.time === null || Number.isFinite(record.time)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('takes linear time for hostile lines', () => {
    const hostile = [
      '('.repeat(200_000),
      'a-1'.repeat(100_000),
      `{${'"a":{'.repeat(60_000)}`,
      `x=${'"\\'.repeat(100_000)}`,
      `msg="${'\\'.repeat(200_000)}`,
      `${'\u001b]'.repeat(100_000)}`,
      `${'1/2 [it/s '.repeat(30_000)}`,
      `2026-01-01T00:00:00Z {a="${'b\\'.repeat(100_000)}`,
      `${'Traceback (most recent call last):   '.repeat(5000)}x`,
      `goroutine 1 [running]:\n${'('.repeat(100_000)}\n`,
      `2026-01-01 00:00:00 INFO ${'a.'.repeat(100_000)}`,
      `\r`.repeat(200_000),
    ];
    const read = (): void => hostile.forEach((line) => void recordsOf(line));
    expect(processorSeconds(read)).toBeLessThan(5);
  });
});
