import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/read/clock/reading.js';
import { readStopwatchDots, readStopwatchHours, readStopwatchSeconds } from '../../../src/read/clock/stopwatch.js';

const told = (reading: Reading | null, text: string) =>
  reading === null ? null : [reading.known, Number(reading.seconds.toFixed(9)), reading.resolution, text.slice(reading.end)];

describe('a stopwatch of hours', () => {
  it.each([
    ['0:00:49.976836324 x', 49.976836324, ' x'],
    ['1:02:03.000000001 x', 3723.000000001, ' x'],
    ['100:00:00.500000000', 360_000.5, ''],
  ])('is read: %j', (text, seconds, rest) => {
    expect(told(readStopwatchHours(text, 0), text)).toEqual(['stopwatch', seconds, 1e-9, rest]);
  });

  it.each([
    ':00:49.976836324',
    '1000:00:49.976836324',
    '0-00:49.976836324',
    '0:00-49.976836324',
    '0:0x:49.976836324',
    '0:00:4x.976836324',
    '0:00:49.97683632',
    '0:00:49.9768363241',
    '0:00:49',
  ])('is none: %j', (text) => {
    expect(readStopwatchHours(text, 0)).toBeNull();
  });

  it('may stand anywhere in a line', () => {
    expect(readStopwatchHours('at 1:00:01.500000000 x', 3)).toMatchObject({ seconds: 3601.5, end: 20 });
  });
});

describe('a stopwatch of dots', () => {
  it.each([
    ['0.00.035.060 I', 0.03506, ' I'],
    ['2.03.004.005 I', 123.004005, ' I'],
    ['1234.59.999.999', 74_099.999999, ''],
    ['10.42.123.101 I loading', 642.123101, ' I loading'],
    ['10.42.123.301 loading', 642.123301, ' loading'],
    ['10.42.023.101 loading', 642.023101, ' loading'],
  ])('is read: %j', (text, seconds, rest) => {
    expect(told(readStopwatchDots(text, 0), text)).toEqual(['stopwatch', seconds, 1e-6, rest]);
  });

  it.each([
    '.00.035.060',
    '12345.00.035.060',
    '0:00.035.060',
    '0.00:035.060',
    '0.00.035:060',
    '0.0x.035.060',
    '0.00.03x.060',
    '0.00.035.06',
    '0.00.035.0601',
    '0.00.035',
    '10.0.0.1',
    '192.168.100.200',
    '10.42.123.101',
    '10.42.123.101:5000 - "POST /a HTTP/1.1" 200 OK',
    '10.42.123.101 - - "GET /a HTTP/1.1" 200',
    '10.42.123.101 Ireland',
  ])('is none: %j', (text) => {
    expect(readStopwatchDots(text, 0)).toBeNull();
  });

  it('may stand anywhere in a line', () => {
    expect(readStopwatchDots('at 2.03.004.005 I', 3)).toMatchObject({ seconds: 123.004005, end: 15 });
  });
});

describe('a stopwatch of seconds', () => {
  it.each([
    ['2.345678] usb', 2.345678, 1e-6, '] usb'],
    ['2.10s', 2.1, 0.01, 's'],
    ['1234567.25 x', 1_234_567.25, 0.01, ' x'],
  ])('is read: %j', (text, seconds, resolution, rest) => {
    expect(told(readStopwatchSeconds(text, 0), text)).toEqual(['stopwatch', seconds, resolution, rest]);
  });

  it.each(['.25', '2', '2.1', '2,25', '12345678.25', 'x'])('is none: %j', (text) => {
    expect(readStopwatchSeconds(text, 0)).toBeNull();
  });

  it('may stand anywhere in a line', () => {
    expect(readStopwatchSeconds('at 2.25 x', 3)).toMatchObject({ seconds: 2.25, end: 7 });
  });
});
