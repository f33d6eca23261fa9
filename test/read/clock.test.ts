import { describe, expect, it } from 'vitest';
import { isoOf, recordOf, recordsOf } from './records.js';

const clocks: readonly (readonly [line: string, time: string, resolution: number, text: string])[] = [
  ['2026-03-11T06:00:04.771Z ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['2026-03-11T06:00:04.771123456Z ready', '2026-03-11T06:00:04.771Z', 1e-9, 'ready'],
  ['2026-03-11T06:00:04+02:00 ready', '2026-03-11T04:00:04.000Z', 1, 'ready'],
  ['2026-03-11T06:00:04-0530 ready', '2026-03-11T11:30:04.000Z', 1, 'ready'],
  ['2026-03-11 06:00:04,771 ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['2026-03-11 06:00:04.771 ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['2026/03/11 06:00:04 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[2026-03-11 06:00:04 +0000] [8] [INFO] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[2026-03-11 06:00] ready', '2026-03-11T06:00:00.000Z', 60, 'ready'],
  ['[2026-03-11 06:00:04 TP0 EP0] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[2026-03-11 06:00:04,220: INFO/MainProcess] ready', '2026-03-11T06:00:04.220Z', 0.001, 'ready'],
  ['I0311 06:00:04.771136 1 file.cc:694] ready', '2026-03-11T06:00:04.771Z', 1e-6, 'ready'],
  ['W0000 00:00:1773208804.438796   49617 placer.cc:177] ready', '2026-03-11T06:00:04.439Z', 1e-6, 'ready'],
  ['E20260311 06:00:04.771136 1 file.cc:694] ready', '2026-03-11T06:00:04.771Z', 1e-6, 'ready'],
  ['INFO 03-11 06:00:04 [file.py:12] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['INFO 03-11 06:00:04 arg_utils.py:1019] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[03/11/2026-06:00:04] [TRT-LLM] [I] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[03/11/2026-06:00:04] [I] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[2026-03-11 06:00:04.790][1][serving][info][file.cpp:477] ready', '2026-03-11T06:00:04.790Z', 0.001, 'ready'],
  [
    '10.0.0.1 - - [11/Mar/2026:06:00:04 +0000] "GET / HTTP/1.1" 200 5',
    '2026-03-11T06:00:04.000Z',
    1,
    '10.0.0.1 - - [11/Mar/2026:06:00:04 +0000] "GET / HTTP/1.1" 200 5',
  ],
  ['2026/03/11 06:00:04 [error] 7#7: *1 connect() failed', '2026-03-11T06:00:04.000Z', 1, '*1 connect() failed'],
  ['[GIN] 2026/03/11 - 06:00:04 | 200 |  1.2ms | POST "/api/generate"', '2026-03-11T06:00:04.000Z', 1, '[GIN] 200 |  1.2ms | POST "/api/generate"'],
  ['time=2026-03-11T06:00:04.771Z level=INFO source=a.go:1 msg="is ready"', '2026-03-11T06:00:04.771Z', 0.001, 'is ready'],
  ['ts=1773208804.771 level=info msg=ready', '2026-03-11T06:00:04.771Z', 1e-6, 'ready'],
  ['1773208804 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['1773208804.771 ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['1773208804771 ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['1773208804771123 ready', '2026-03-11T06:00:04.771Z', 1e-6, 'ready'],
  ['1773208804771123456 ready', '2026-03-11T06:00:04.771Z', 1e-6, 'ready'],
  ['Mar 11 06:00:04 node-1 serve[12]: ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['Mar 11 06:00:04.123456 node-1 serve[12]: ready', '2026-03-11T06:00:04.123Z', 1e-6, 'ready'],
  ['Wed Mar 11 06:00:04 2026 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['2026-03-11T06:00:04.066369Z  INFO shard-manager: launcher: ready', '2026-03-11T06:00:04.066Z', 1e-6, 'shard-manager: launcher: ready'],
  ['2026-03-11T06:00:04,771 [INFO ] main org.pytorch.serve.ModelServer - ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['2026-03-11 06:00:04.790 | INFO     | app.lifecycle:lifespan:15 - ready', '2026-03-11T06:00:04.790Z', 0.001, 'ready'],
  ['2026-03-11 06:00:04.476373: I tensorflow_serving/server_core.cc:465] ready', '2026-03-11T06:00:04.476Z', 1e-6, 'ready'],
  ['[NeMo I 2026-03-11 06:00:04 nemo_logging:393] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['06:00:04 ready', '2026-12-30T06:00:04.000Z', 1, 'ready'],
  ['06:00:04 AMD GPU found', '2026-12-30T06:00:04.000Z', 1, 'AMD GPU found'],
  ['06:00:04-771123 INFO     ready', '2026-12-30T06:00:04.771Z', 1e-6, 'ready'],
  ['3:04:05 PM | DEBUG    | tts:280 | ready', '2026-12-30T15:04:05.000Z', 1, 'ready'],
  ['12:04:05 AM | DEBUG    | tts:280 | ready', '2026-12-31T00:04:05.000Z', 1, 'ready'],
  ['3:04:05\u202fp.m. | DEBUG    | tts:280 | ready', '2026-12-30T15:04:05.000Z', 1, 'ready'],
  ['9:53AM INF ready', '2026-12-30T09:53:00.000Z', 60, 'ready'],
  ['[03/11/26 06:00:04] INFO     ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[23/11/26 06:00:04] INFO     ready', '2026-11-23T06:00:04.000Z', 1, 'ready'],
  ['[3/11/2026, 6:00:04 PM] ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['3/11/2026, 12:00:04\u202fPM ready', '2026-03-11T12:00:04.000Z', 1, 'ready'],
  ['03/11/2026 06:00:04 PM INFO ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['11.3.2026, 06:00:04 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['11.03.2026 06:00:04 INFO ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['2026/3/11 下午6:00:04 ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['2026/3/11 6:00:04 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['2026. 3. 11. 오후 6:00:04 ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  // With the name of a month or weekday: date(1), HTTP, mail, JavaScript, Java, Kibana.
  ['Wed Mar 11 06:00:04 UTC 2026 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['Wed Mar 11 06:00:04 PM CET 2026: ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['[Wed Mar 11 06:00:04 UTC 2026] ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['Wed 11 Mar 2026 06:00:04 PM UTC: ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['Wed, 11 Mar 2026 06:00:04 GMT ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[Wed, 11 Mar 2026 06:00:04 +0200] ready', '2026-03-11T04:00:04.000Z', 1, 'ready'],
  ['Wed Mar 11 2026 06:00:04 GMT+0200 (Central European Summer Time) ready', '2026-03-11T04:00:04.000Z', 1, 'ready'],
  ['March 11, 2026 6:00:04 PM ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['Mar 11, 2026 @ 06:00:04.771 ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['11 Mar 2026 06:00:04,771 INFO ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['Mar 11 06:00:04 PM ready', '2026-03-11T18:00:04.000Z', 1, 'ready'],
  ['11-Mar-26 06:00:04 - INFO - ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  // Digits without marks, or with other ones.
  ['20260311 06:00:04 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['20260311-060004 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[20260311T060004.771Z] ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['2026-03-11|06:00:04|INFO|ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['26-03-11 06:00:04 INFO ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['11-03-2026 06:00:04 INFO ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[03/11 06:00:04 d2.engine]: ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[2026-03-11 06:00:04.771: I neuronx/parallel_state.py:638] ready', '2026-03-11T06:00:04.771Z', 0.001, 'ready'],
  ['[06:00:04:771] ready', '2026-12-30T06:00:04.771Z', 0.001, 'ready'],
  ['1.773208804771e+09\tINFO\tsetup\tready', '2026-03-11T06:00:04.771Z', 0.001, 'setup\tready'],
  // Set off from the message.
  ['(2026-03-11 06:00:04) ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['<2026-03-11 06:00:04> ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['(06:00:04) ready', '2026-12-30T06:00:04.000Z', 1, 'ready'],
  ['=== Wed Mar 11 06:00:04 UTC 2026 === ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['[INFO 06:00:04] ready', '2026-12-30T06:00:04.000Z', 1, 'ready'],
  ['INFO|2026-03-11 06:00:04|ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['2026-03-11 06:00:04;INFO;ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  // Behind a name, which stays.
  ['[app] 2026/03/11 06:00:04 ready', '2026-03-11T06:00:04.000Z', 1, '[app] ready'],
  ['[app][06:00:04] ready', '2026-12-30T06:00:04.000Z', 1, '[app] ready'],
  ['app: 2026/03/11 06:00:04 ready', '2026-03-11T06:00:04.000Z', 1, 'app: ready'],
  ['app 2026-03-11 06:00:04 INFO ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  ['🚀 2026-03-11 06:00:04 ready', '2026-03-11T06:00:04.000Z', 1, 'ready'],
  // At the end of the line.
  ['Server started at Wed Mar 11 06:00:04 UTC 2026', '2026-03-11T06:00:04.000Z', 1, 'Server started at Wed Mar 11 06:00:04 UTC 2026'],
  ['===== Application Startup at 2026-03-11 06:00:04 =====', '2026-03-11T06:00:04.000Z', 1, '===== Application Startup at 2026-03-11 06:00:04 ====='],
  ['Model loaded [2026-03-11 06:00:04]', '2026-03-11T06:00:04.000Z', 1, 'Model loaded [2026-03-11 06:00:04]'],
  ['Start time: 2026-03-11 06:00:04', '2026-03-11T06:00:04.000Z', 1, 'Start time: 2026-03-11 06:00:04'],
  ['[Nest] 297  - 03/11/2026, 6:00:04 PM     LOG [NestApplication] ready', '2026-03-11T18:00:04.000Z', 1, '[NestApplication] ready'],
];

describe('clocks', () => {
  it.each(clocks)('reads %s', (line, time, resolution, text) => {
    const record = recordOf(line);
    expect([isoOf(record), record.resolutionSeconds, record.text]).toEqual([time, resolution, text]);
  });

  it.each([
    ['[    2.345678] usb found', 2.345678, 'usb found'],
    ['0:00:49.976836324    60     0x3deb88a0 INFO nvinfer ready', 49.976836324, '60     0x3deb88a0 INFO nvinfer ready'],
    ['2.10s INFO ready', 2.1, 'ready'],
    ['0.00.035.060 I ready', 0.03506, 'ready'],
  ])('counts seconds since the start: %s', (line, seconds, text) => {
    const record = recordOf(line);
    expect(record.time).toBeCloseTo(seconds, 6);
    expect(record.text).toBe(text);
  });

  it("takes the clock at a line's end for its time only where no line has one in front", () => {
    const log = '2026-03-11 06:00:00 starting\nModel loaded at 2026-03-11 07:00:04\n';
    expect(recordsOf(log).map((record) => [isoOf(record), record.text])).toEqual([
      ['2026-03-11T06:00:00.000Z', 'starting'],
      ['-', 'Model loaded at 2026-03-11 07:00:04'],
    ]);
  });

  it('reads a stopwatch behind a label once one began at zero', () => {
    expect(recordsOf('[boot] 0.00s importing\n[boot] 2.10s weights read\n[req 1] 31.00s POST /score\n').map(({ time, text }) => [time, text])).toEqual([
      [0, '[boot] importing'],
      [2.1, '[boot] weights read'],
      [31, '[req 1] POST /score'],
    ]);
  });

  it.each([
    'Loading weights: 1.8s',
    '[Init] Loading weights: 1.8s',
    'took 12:30:45 in all at 2026-03-11T06:00:04Z',
    'version 2026.03.11 of the server',
    '10.0.0.1:8000 is listening',
    '99 bottles',
    '2026-13-41 25:61:61 is no date',
    '127.0.0.1 connected',
    '[req 1] 2.10s for the answer',
    '17:5 odds',
    '3/4 of it is done',
    '03/11 00:03:22 of the batches',
    'Trained by us at 2026-03-11 06:00:04',
    'The model loaded was built at 2026-03-11 06:00:04 by CI',
    'Start Time:       Wed, 11 Mar 2026 06:00:04 +0000',
    'Date: 2026-03-11 06:00:04',
    'weights changed 2026-03-11 06:00:04 on the bucket',
    '[download] 00:05:12 ready',
    '20261341 06:00:04 is no date',
    '20260311-061 is a build',
    'Mon is a day',
    'May 1, 2026 is a date',
    '1.2.3 is the version',
    '10.1.2026 was the release',
    '1/2/2026: 3 of 4 done',
    '12:30 pmt is the zone',
    '3:04 in all',
    '00:03:02 ▕████▏ 1.23 GiB/1.23 GiB  6.88 MiB/s  ETA 0s.',
  ])('takes no clock from %s', (line) => {
    const record = recordOf(line);
    expect([record.time, record.resolutionSeconds, record.text]).toEqual([null, 0, line]);
  });

  it('takes no zone of more than 59 minutes', () => {
    expect(isoOf(recordOf('2026-01-01T00:00:00+14:72 ready'))).toBe('-');
  });

  it('takes a missing year from the time the log was taken, and wraps it at New Year', () => {
    const taken = Date.UTC(2026, 0, 2) / 1000;
    const records = recordsOf('INFO 12-31 23:59:58 [a.py:1] a\nINFO 01-01 00:00:03 [a.py:1] b\n', taken);
    expect(records.map(isoOf)).toEqual(['2025-12-31T23:59:58.000Z', '2026-01-01T00:00:03.000Z']);
  });

  it('takes a missing year from the dated lines around it', () => {
    expect(recordsOf('2019-05-05T00:00:00Z a\nINFO 05-05 00:00:03 [a.py:1] b\n').map(isoOf)).toEqual(['2019-05-05T00:00:00.000Z', '2019-05-05T00:00:03.000Z']);
  });

  it('takes a missing day from the line before, and passes midnight', () => {
    expect(recordsOf('2026-05-05T23:59:59Z a\n00:00:02 b\n').map(isoOf)).toEqual(['2026-05-05T23:59:59.000Z', '2026-05-06T00:00:02.000Z']);
  });

  it('takes a missing zone from the offset that other lines of the file state', () => {
    const records = recordsOf('time=2026-02-05T23:43:25-07:00 level=INFO msg=a\n[GIN] 2026/02/05 - 23:44:51 | 200 | 1s |\n');
    expect(records.map(isoOf)).toEqual(['2026-02-06T06:43:25.000Z', '2026-02-06T06:44:51.000Z']);
  });

  it("prefers the envelope's clock, and takes the finer fraction of the inner one", () => {
    const record = recordOf('Aug 24 17:41:22 node-1 serve[12]: 2026-08-24 15:41:22,345 INFO ready');
    expect([isoOf(record), record.resolutionSeconds, record.text]).toEqual(['2026-08-24T17:41:22.345Z', 0.001, 'ready']);
  });

  it("keeps the envelope's clock where the inner one says something else", () => {
    expect(isoOf(recordOf('2026-08-24T17:41:22.5Z stdout F 2026-08-24 15:13:40,345 INFO ready'))).toBe('2026-08-24T17:41:22.500Z');
  });

  it('lets a clock step back', () => {
    expect(recordsOf('2026-05-05T10:00:10Z a\n2026-05-05T10:00:05Z b\n').map(isoOf)).toEqual(['2026-05-05T10:00:10.000Z', '2026-05-05T10:00:05.000Z']);
  });
});
