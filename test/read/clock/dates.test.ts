import { describe, expect, it } from 'vitest';
import { readClock } from '../../../src/read/clock/clock.js';
import { readAmerican, readCommonLog, readGlogDate, readIso, readMonthDay, readSyslogDate, readTimeOnly } from '../../../src/read/clock/dates.js';
import { isoOfReading, readingOf } from './readings.js';

const day = '2026-03-11T06:00:04.000Z';

describe('an ISO date', () => {
  it.each([
    ['2026-03-11T06:00:04', day, 1, ''],
    ['2026-03-11t06:00:04 ready', day, 1, ' ready'],
    ['2026-03-11_06:00:04', day, 1, ''],
    ['2026-03-11-06:00:04', day, 1, ''],
    ['2026-03-11,06:00:04', day, 1, ''],
    ['2026-03-11:06:00:04', day, 1, ''],
    ['2026-03-11\t06:00:04', day, 1, ''],
    ['2026-03-11  06:00:04', day, 1, ''],
    ['2026-03-11T 06:00:04', day, 1, ''],
    ['2026/03/11 - 06:00:04 |', day, 1, ' |'],
    ['2026/03/11T06:00:04', day, 1, ''],
    ['2026-03-11 06:00', '2026-03-11T06:00:00.000Z', 60, ''],
    ['1900-03-11 06:00:04', '1900-03-11T06:00:04.000Z', 1, ''],
    ['2199-03-11 06:00:04', '2199-03-11T06:00:04.000Z', 1, ''],
    ['2000-12-31 06:00:04', '2000-12-31T06:00:04.000Z', 1, ''],
    ['2026-03-11T24:00:00', '2026-03-12T00:00:00.000Z', 1, ''],
    ['2026-03-11T06:59:60', '2026-03-11T07:00:00.000Z', 1, ''],
  ])('is read: %j', (text, instant, resolution, rest) => {
    expect(readingOf(text)).toEqual(['full', instant, resolution, rest]);
  });

  it.each([
    '2026-03/11 06:00:04',
    '2026.03.11 06:00:04',
    '2026-03-11',
    '2026-03-11 ready',
    '2026-03-11x06:00:04',
    '2026-03-11.06:00:04',
    '2026-03-1106:00:04',
    '2026-03-11 -06:00:04',
    '2026-00-11 06:00:04',
    '2026-13-11 06:00:04',
    '2026-03-00 06:00:04',
    '2026-03-32 06:00:04',
    '20x6-03-11 06:00:04',
    '1899-03-11 06:00:04',
    '2200-03-11 06:00:04',
    '2026-03-11 25:00:04',
    '2026-03-11 06:60:04',
    '2026-03-11 06:00:61',
    '2026-03-11 06:0:04',
  ])('is none: %j', (text) => {
    expect(readIso(text, 0)).toBeNull();
  });

  it('may stand anywhere in a line', () => {
    expect(isoOfReading(readIso('at 2026-03-11T06:00:04', 3))).toBe(day);
    expect(readIso('at 2026-03-11T06:00:04', 0)).toBeNull();
  });
});

describe('a zone behind a date', () => {
  it.each([
    ['2026-03-11T06:00:04Z x', day, 0, ' x'],
    ['2026-03-11T06:00:04+00:00 x', day, 0, ' x'],
    ['2026-03-11 06:00:04 UTC x', day, 0, ' x'],
    ['2026-03-11 06:00:04 GMT x', day, 0, ' x'],
    ['2026-03-11T06:00:04+02:00 x', '2026-03-11T04:00:04.000Z', 7200, ' x'],
    ['2026-03-11T06:00:04+02 x', '2026-03-11T04:00:04.000Z', 7200, ' x'],
    ['2026-03-11T06:00:04-0530 x', '2026-03-11T11:30:04.000Z', -19_800, ' x'],
    ['2026-03-11T06:00:04 -0530 x', '2026-03-11T11:30:04.000Z', -19_800, ' x'],
    ['2026-03-11T06:00:04+14:00 x', '2026-03-10T16:00:04.000Z', 50_400, ' x'],
    ['2026-03-11T06:00:04-00:59 x', '2026-03-11T06:59:04.000Z', -3540, ' x'],
    ['11/Mar/2026:06:00:04 +0100] x', '2026-03-11T05:00:04.000Z', 3600, '] x'],
    ['03/11/2026 06:00:04+01:00 x', '2026-03-11T05:00:04.000Z', 3600, ' x'],
  ])('is taken off: %j', (text, instant, offset, rest) => {
    const reading = readClock(text, 0);
    expect([isoOfReading(reading), reading?.hasZone, reading?.offset, text.slice(reading?.end)]).toEqual([instant, true, offset, rest]);
  });

  it.each([
    '2026-03-11T06:00:04+15:00',
    '2026-03-11T06:00:04+02:60',
    '2026-03-11T06:00:04+02:',
    '2026-03-11T06:00:04+021',
    '2026-03-11T06:00:04+02000',
    '2026-03-11T06:00:04 +02 of it',
    '2026-03-11T06:00:04 CET',
    '2026-03-11T06:00:04UTC',
    '2026-03-11T06:00:04 z',
    '2026-03-11T06:00:04',
  ])('is none: %j', (text) => {
    const reading = readClock(text, 0);
    expect([isoOfReading(reading), reading?.hasZone, reading?.offset, reading?.end]).toEqual([day, false, 0, 19]);
  });
});

describe('an American date', () => {
  it.each([
    ['03/11/2026-06:00:04] x', day, '] x'],
    ['03/11/2026 06:00:04 x', day, ' x'],
    ['23/11/2026 06:00:04 x', '2026-11-23T06:00:04.000Z', ' x'],
    ['12/31/1900 06:00:04', '1900-12-31T06:00:04.000Z', ''],
    ['01/01/2199 06:00:04', '2199-01-01T06:00:04.000Z', ''],
    ['03/11/2026 06:00:04 Ambient', day, ' Ambient'],
    ['03/11/2026 06:00:04 items', day, ' items'],
  ])('is read: %j', (text, instant, rest) => {
    expect(isoOfReading(readAmerican(text, 0))).toBe(instant);
    expect(text.slice(readAmerican(text, 0)?.end)).toBe(rest);
  });

  it.each([
    '03-11/2026 06:00:04',
    '03/11-2026 06:00:04',
    '13/32/2026 06:00:04',
    '32/13/2026 06:00:04',
    '13/13/2026 06:00:04',
    '03/11/1899 06:00:04',
    '03/11/2200 06:00:04',
    '03/11/20x6 06:00:04',
    '03/11/2026T06:00:04',
    '03/11/2026 06:00',
    '03/11/2026 ready',
  ])('is none: %j', (text) => {
    expect(readAmerican(text, 0)).toBeNull();
  });

  it.each(['PM', ' PM', ' pm', ' a.m.', ' P. M.', 'AM x'])('is none with a half of the day behind it: %j', (half) => {
    expect(readAmerican(`03/11/2026 06:00:04${half}`, 0)).toBeNull();
    expect(readTimeOnly(`06:00:04${half}`, 0)).toBeNull();
  });
});

describe('the date of an access log', () => {
  it.each([
    ['11/Mar/2026:06:00:04', day],
    ['11/Mar/2026 06:00:04', day],
    ['11-Mar-2026 06:00:04', day],
    ['01/Jan/1900:06:00:04', '1900-01-01T06:00:04.000Z'],
    ['31/Dec/2199:06:00:04', '2199-12-31T06:00:04.000Z'],
  ])('is read: %j', (text, instant) => {
    expect(isoOfReading(readClock(text, 0))).toBe(instant);
  });

  it.each(['00/Mar/2026:06:00:04', '11/Mat/2026:06:00:04', '11/Mar/1899:06:00:04', '11/Mar/2200:06:00:04', '11/Mar/20x6:06:00:04', '11/Mar/2026:06:00'])(
    'is none: %j',
    (text) => {
      expect(readCommonLog(text, 0)).toBeNull();
    },
  );
});

describe('a date without its year', () => {
  it.each([
    ['03-11 06:00:04 x', '2000-03-11T06:00:04.000Z', 1, ' x'],
    ['03-11 06:00:04.500 x', '2000-03-11T06:00:04.500Z', 0.001, ' x'],
    ['Mar 11 06:00:04 x', '2000-03-11T06:00:04.000Z', 1, ' x'],
    ['Mar  1 06:00:04 x', '2000-03-01T06:00:04.000Z', 1, ' x'],
    ['Mar 1 06:00:04 x', '2000-03-01T06:00:04.000Z', 1, ' x'],
    ['Feb 29 06:00:04.5 x', '2000-02-29T06:00:04.500Z', 0.1, ' x'],
    ['Aug 11 06:00:04 1899 x', '2000-08-11T06:00:04.000Z', 1, ' 1899 x'],
    ['Aug 11 06:00:04 20260 x', '2000-08-11T06:00:04.000Z', 1, ' 20260 x'],
    ['Aug 11 06:00:04 20 x', '2000-08-11T06:00:04.000Z', 1, ' 20 x'],
    ['Aug 11 06:00:04-2026', '2000-08-11T06:00:04.000Z', 1, '-2026'],
  ])('is read as of the year 2000: %j', (text, instant, resolution, rest) => {
    expect(readingOf(text)).toEqual(['yearless', instant, resolution, rest]);
  });

  it.each(['03/11 06:00:04', '03-11-06:00:04', '03-11T06:00:04', '13-11 06:00:04', '03-32 06:00:04', '03-11 06:00'])('is none: %j', (text) => {
    expect(readMonthDay(text, 0)).toBeNull();
  });

  it.each([
    'Mat 11 06:00:04',
    'Mar-11 06:00:04',
    'Mar   1 06:00:04',
    'Mar 0 06:00:04',
    'Mar 32 06:00:04',
    'Mar 111 06:00:04',
    'Mar x1 06:00:04',
    'Mar 11-06:00:04',
    'Mar 11 06:00',
    'Mar 11 ready',
  ])('is none: %j', (text) => {
    expect(readSyslogDate(text, 0)).toBeNull();
  });
});

describe('a date by the name of its month', () => {
  it.each([
    ['Mar 11 2026 06:00:04 x', day, ' x'],
    ['Mar 11 06:00:04 2026', day, ''],
    ['Mar 11 06:00:04 2026 x', day, ' x'],
    ['Mar 11 1999 06:00:04 x', '1999-03-11T06:00:04.000Z', ' x'],
    ['Mar 11 1900 06:00:04 x', '1900-03-11T06:00:04.000Z', ' x'],
    ['Mar 11 2199 06:00:04 x', '2199-03-11T06:00:04.000Z', ' x'],
  ])('may state its year: %j', (text, instant, rest) => {
    expect(readingOf(text)).toEqual(['full', instant, 1, rest]);
  });

  it.each(['Mar 11 1899 06:00:04', 'Mar 11 2200 06:00:04', 'Mar 11 20x6 06:00:04', 'Mar 11 2026-06:00:04', 'Mar 11 2026 ready'])('is none: %j', (text) => {
    expect(readSyslogDate(text, 0)).toBeNull();
  });
});

describe('a time of day', () => {
  it.each([
    ['06:00:04 ready', 6 * 3600 + 4, 1, ' ready'],
    ['06:00:04.5 ready', 6 * 3600 + 4.5, 0.1, ' ready'],
    ['06:00:04Z ready', 6 * 3600 + 4, 1, ' ready'],
    ['06:00:04+02:00 ready', 6 * 3600 + 4, 1, ' ready'],
    ['06:00:04 +0200 ready', 6 * 3600 + 4, 1, ' +0200 ready'],
    ['06:00:04 Amber', 6 * 3600 + 4, 1, ' Amber'],
    ['00:00:00', 0, 1, ''],
  ])('is read, a zone that touches it left out: %j', (text, seconds, resolution, rest) => {
    const reading = readTimeOnly(text, 0);
    expect([reading?.known, reading?.seconds, reading?.resolution, text.slice(reading?.end)]).toEqual(['time', seconds, resolution, rest]);
  });

  it.each(['06:00', '6:00:04', '25:00:04', 'ready'])('is none: %j', (text) => {
    expect(readTimeOnly(text, 0)).toBeNull();
  });
});

describe("glog's date", () => {
  it.each([
    ['0311 06:00:04.771136 x', 'yearless', '2000-03-11T06:00:04.771Z', 1e-6, ' x'],
    ['20260311 06:00:04.771136 x', 'full', '2026-03-11T06:00:04.771Z', 1e-6, ' x'],
    ['20260311 06:00:04 x', 'full', day, 1, ' x'],
    ['0000 00:00:1773208804.438796 x', 'full', '2026-03-11T06:00:04.439Z', 1e-6, ' x'],
  ])('is read: %j', (text, known, instant, resolution, rest) => {
    const reading = readGlogDate(text, 0);
    expect([reading?.known, isoOfReading(reading), reading?.resolution, text.slice(reading?.end)]).toEqual([known, instant, resolution, rest]);
  });

  it.each([
    '311 06:00:04',
    '03110 06:00:04',
    '260311 06:00:04',
    '0311-06:00:04',
    '20260311T06:00:04',
    '1311 06:00:04',
    '0332 06:00:04',
    '0000 06:00:04',
    '0000 00:00:04',
    '0100 00:00:1773208804',
    '0311 06:00',
  ])('is none: %j', (text) => {
    expect(readGlogDate(text, 0)).toBeNull();
  });
});
