import { describe, expect, it } from 'vitest';
import { recordOf, recordsOf } from '../records.js';
import { dated, type Seen } from './read.js';

describe('a clock at the beginning', () => {
  const time = '2026-01-02T15:04:05.000Z';

  it.each([
    '2026-01-02 15:04:05 ',
    '2026-01-02 15:04:05\t',
    '2026-01-02 15:04:05: ',
    '2026-01-02 15:04:05| ',
    '2026-01-02 15:04:05 - ',
    '1767366245 ',
    '1767366245\t',
    '1767366245: ',
  ])('ends with a separator: %j', (clock) => {
    expect(dated(`${clock}Loading`)).toEqual([null, null, 'Loading', time]);
  });

  it.each([',', ']'])('ends with %s, which stays', (mark) => {
    expect(dated(`2026-01-02 15:04:05${mark} Loading`)).toEqual([null, null, `${mark} Loading`, time]);
  });

  it('ends with the bracket of a level, or with the line', () => {
    expect(dated('2026-01-02 15:04:05[INFO] Loading')).toEqual(['info', null, 'Loading', time]);
    expect(dated('2026-01-02 15:04:05')).toEqual([null, null, '', time]);
  });

  it.each(['2026-01-02 15:04:05x Loading', '1767366245ms Loading', '1767366245, 1767366246', '00:03:02 ▕████▏ 1.2 GiB', '3 models'])(
    'is none where it is a part of something else: %s',
    (line) => {
      expect(dated(line)).toEqual([null, null, line, '-']);
    },
  );

  it.each<[string, ...Seen]>([
    ['2026-01-02 15:04:05.123456: I tensorflow/core/x.cc:42] Loading', 'info', null, 'Loading'],
    ['2026-01-02 15:04:05.123456: W tensorflow/core/x.cc:42] low', 'warning', null, 'low'],
    ['2026-01-02 15:04:05.123456: I think', null, null, 'I think'],
  ])("has TensorFlow's letter and place behind it: %s", (line, ...seen) => {
    expect(dated(line)).toEqual([...seen, '2026-01-02T15:04:05.123Z']);
  });

  it.each<[string, ...Seen]>([
    ['0.00.035.060 I llama_load: Loading', 'info', null, 'llama_load: Loading'],
    ['0.00.035.060 W low', 'warning', null, 'low'],
    ['0.00.035.060 Inline', null, null, 'Inline'],
    ['0.00.035.060 ready', null, null, 'ready'],
  ])("has llama.cpp's letter behind it: %s", (line, ...seen) => {
    expect(dated(line)).toEqual([...seen, '1970-01-01T00:00:00.035Z']);
  });

  it('has a letter behind it that is message where the clock is no stopwatch', () => {
    expect(dated('2026-01-02 15:04:05 I loaded it')).toEqual([null, null, 'I loaded it', time]);
  });

  it.each<[string, ...Seen]>([
    ['Fri Jan  2 15:04:05 2026 INFO Loading', 'info', null, 'Loading'],
    ['Jan  2 15:04:05 2026 [4711] [INFO] Loading', 'info', 'pid 4711', 'Loading'],
  ])('has the name of the month: %s', (line, ...seen) => {
    expect(dated(line)).toEqual([...seen, time]);
  });

  it('stands in an access log behind address and user, and the line stays as it is', () => {
    for (const line of ['10.0.0.1 - - [02/Jan/2026:15:04:05 +0000] "GET / HTTP/1.1" 200 5', '10.0.0.1 - anna [02/Jan/2026 15:04:05] "GET / HTTP/1.1" 200 -'])
      expect(dated(line)).toEqual([null, null, line, time]);
  });

  it.each([
    '2026-01-02 15:04:05 Loading',
    'Fri Jan  2 15:04:05 2026 Loading',
    '10.0.0.1 - - [02/Jan/2026:15:04:05 +0000] "GET / HTTP/1.1" 200 5',
    'INFO[0003] Loading',
    '[2026-01-02][15:04:05][scorer::model][WARN] low',
  ])('begins what goes on in indented lines: %s', (line) => {
    expect(recordsOf(`${line}\n    the rest\n`)).toHaveLength(1);
  });

  it('tells how fine it is', () => {
    expect(recordOf('1767366245.5 Loading').resolutionSeconds).toBe(0.1);
    expect(recordOf('1767366245 Loading').resolutionSeconds).toBe(1);
  });
});
