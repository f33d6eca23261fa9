import { describe, expect, it } from 'vitest';
import { isoOf, recordsOf } from './records.js';

const seen = (log: string): (readonly [string, string])[] => recordsOf(log).map((record) => [isoOf(record).slice(17, 19), record.text]);
const line = (second: number, channel: string, tag: string, text: string): string => `2026-01-01T00:00:0${second}Z ${channel} ${tag} ${text}\n`;

describe('parts of a line', () => {
  it('are one record, dated by the first', () => {
    expect(seen(line(1, 'stdout', 'P', 'one ') + line(2, 'stdout', 'P', 'two ') + line(3, 'stdout', 'F', 'three'))).toEqual([['01', 'one two three']]);
  });

  it('are joined within their channel', () => {
    const log = line(1, 'stdout', 'P', 'one ') + line(2, 'stderr', 'F', 'other') + line(3, 'stdout', 'F', 'two');
    expect(seen(log)).toEqual([
      ['02', 'other'],
      ['01', 'one two'],
    ]);
  });

  it('are joined within their replica', () => {
    const log = `[pod/a/m] ${line(1, 'stdout', 'P', 'one ')}[pod/b/m] ${line(2, 'stdout', 'F', 'other')}[pod/a/m] ${line(3, 'stdout', 'F', 'two')}`;
    expect(seen(log).map(([, text]) => text)).toEqual(['other', 'one two']);
  });

  it('are read for a prefix only when they are whole', () => {
    const log = line(1, 'stdout', 'P', 'INFO: 2026-01-01 is a da') + line(2, 'stdout', 'F', 'INFO: te');
    expect(recordsOf(log)).toMatchObject([{ level: 'info', text: '2026-01-01 is a daINFO: te' }]);
  });

  it('that are never ended are a record at the end', () => {
    expect(seen(line(1, 'stdout', 'P', 'one ') + line(2, 'stdout', 'P', 'INFO: two'))).toEqual([['01', 'one INFO: two']]);
    expect(recordsOf(line(1, 'stdout', 'P', 'INFO: one'))).toMatchObject([{ level: 'info', text: 'one' }]);
  });

  it('leave a line without an envelope alone', () => {
    expect(seen(`${line(1, 'stdout', 'P', 'one ')}INFO: plain\n${line(2, 'stdout', 'F', 'two')}`).map(([, text]) => text)).toEqual(['plain', 'one two']);
  });

  it('add up to some megabytes at most', () => {
    const part = line(1, 'stdout', 'P', 'x'.repeat(200_000));
    const [record] = recordsOf(part.repeat(9) + line(2, 'stdout', 'F', 'end'));
    expect(record?.text).toHaveLength(1_200_000);
  });
});
