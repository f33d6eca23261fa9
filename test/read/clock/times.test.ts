import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/read/clock/reading.js';
import { createTimes, type Times } from '../../../src/read/clock/times.js';

const at = (iso: string): number => Date.parse(iso) / 1000;
const isoOf = (seconds: number | null): string => (seconds === null ? '-' : new Date(seconds * 1000).toISOString().replace('.000Z', ''));

const reading = (known: Reading['known'], seconds: number, rest: Partial<Reading> = {}): Reading => ({
  known,
  seconds,
  resolution: 1,
  end: 0,
  hasZone: false,
  offset: 0,
  ...rest,
});
const yearless = (monthDayTime: string): Reading => reading('yearless', at(`2000-${monthDayTime}Z`));
const timeOnly = (time: string): Reading => reading('time', at(`1970-01-01T${time}Z`));
const full = (iso: string, offset: number | null = null): Reading =>
  reading('full', at(`${iso}Z`) - (offset ?? 0), offset === null ? {} : { hasZone: true, offset });

/** Times of a file whose last record was at an instant. */
const since = (iso: string, now: number | null = null): Times => {
  const times = createTimes(now);
  times.note(at(`${iso}Z`));
  return times;
};

describe('a year that is missing', () => {
  const taken = at('2026-03-10T12:00:00Z');

  it.each([
    ['03-10T11:00:00', '2026-03-10T11:00:00'],
    ['03-12T12:00:00', '2026-03-12T12:00:00'],
    ['03-12T12:00:01', '2025-03-12T12:00:01'],
    ['12-31T00:00:00', '2025-12-31T00:00:00'],
  ])('is the last one that is not two days after the log was taken: %s', (day, instant) => {
    expect(isoOf(createTimes(taken).resolve(yearless(day), null))).toBe(instant);
  });

  it('is one that has every date where nothing is known', () => {
    expect(isoOf(createTimes(null).resolve(yearless('02-29T01:00:00'), null))).toBe('2000-02-29T01:00:00');
  });

  it.each([
    ['2026-03-10T12:00:00', '03-11T00:00:00', '2026-03-11T00:00:00'],
    ['2026-12-31T23:59:59', '01-01T00:00:01', '2027-01-01T00:00:01'],
    ['2026-01-01T00:00:01', '12-31T23:59:59', '2025-12-31T23:59:59'],
  ])('brings it nearest to the record before it, %s: %s', (last, day, instant) => {
    expect(isoOf(since(last).resolve(yearless(day), null))).toBe(instant);
    expect(isoOf(createTimes(null).resolve(yearless(day), at(`${last}Z`)))).toBe(instant);
  });

  it('is not told by a stopwatch', () => {
    const times = createTimes(taken);
    times.note(3);
    expect(isoOf(times.resolve(yearless('03-10T11:00:00'), null))).toBe('2026-03-10T11:00:00');
  });

  it('is told anew for each day, and where the record before it is months away', () => {
    const times = since('2026-03-10T12:00:00');
    const days = ['03-11T01:00:00', '03-11T02:00:00', '03-12T03:00:00'];
    expect(days.map((day) => isoOf(times.resolve(yearless(day), null)))).toEqual(days.map((day) => `2026-${day}`));
    times.note(at('2027-03-01T00:00:00Z'));
    expect(isoOf(times.resolve(yearless('03-12T04:00:00'), null))).toBe('2027-03-12T04:00:00');
  });
});

describe('a day that is missing', () => {
  it.each([
    ['12:30:00', '2026-03-10T12:30:00'],
    ['13:00:00', '2026-03-10T13:00:00'],
    ['13:00:01', '2026-03-09T13:00:01'],
  ])('is the last one that is not an hour after the log was taken: %s', (time, instant) => {
    expect(isoOf(createTimes(at('2026-03-10T12:00:00Z')).resolve(timeOnly(time), null))).toBe(instant);
  });

  it('is none where nothing is known', () => {
    expect(createTimes(null).resolve(timeOnly('01:00:00'), null)).toBe(3600);
  });

  it.each([
    ['2026-03-10T23:59:59', '00:00:01', '2026-03-11T00:00:01'],
    ['2026-03-10T00:00:01', '23:59:59', '2026-03-09T23:59:59'],
    ['2026-03-10T06:00:00', '12:00:00', '2026-03-10T12:00:00'],
  ])('brings it nearest to the record before it, %s: %s', (last, time, instant) => {
    expect(isoOf(since(last).resolve(timeOnly(time), null))).toBe(instant);
    expect(isoOf(createTimes(null).resolve(timeOnly(time), at(`${last}Z`)))).toBe(instant);
  });
});

describe('a zone that is missing', () => {
  it('is the offset that another reading stated, where that is nearer', () => {
    const times = since('2026-03-10T12:00:00');
    times.resolve(full('2026-03-10T14:00:00', 7200), null);
    expect(isoOf(times.resolve(full('2026-03-10T14:00:05'), null))).toBe('2026-03-10T12:00:05');
    expect(isoOf(times.resolve(full('2026-03-10T12:00:05'), null))).toBe('2026-03-10T12:00:05');
    expect(isoOf(times.resolve(full('2026-03-10T13:00:00'), null))).toBe('2026-03-10T13:00:00');
  });

  it('is UTC where none stated an offset, where it is the first, and inside an envelope', () => {
    expect(isoOf(since('2026-03-10T12:00:00').resolve(full('2026-03-10T14:00:00'), null))).toBe('2026-03-10T14:00:00');
    const first = createTimes(null);
    first.resolve(full('2026-03-10T14:00:00', 7200), null);
    expect(isoOf(first.resolve(full('2026-03-10T14:00:00'), null))).toBe('2026-03-10T14:00:00');
    const times = since('2026-03-10T12:00:00');
    times.resolve(full('2026-03-10T14:00:00', 7200), null);
    expect(isoOf(times.resolve(full('2026-03-10T14:00:00'), at('2026-03-10T12:00:00Z')))).toBe('2026-03-10T14:00:00');
  });

  it('is not asked for where the reading has one', () => {
    const times = since('2026-03-10T12:00:00');
    times.resolve(full('2026-03-10T14:00:00', 7200), null);
    expect(isoOf(times.resolve(full('2026-03-10T14:00:00', 0), null))).toBe('2026-03-10T14:00:00');
    expect(isoOf(times.resolve(full('2026-03-10T14:00:00'), null))).toBe('2026-03-10T12:00:00');
  });
});

describe('a stopwatch', () => {
  it('is a time only in a file without a clock', () => {
    expect(createTimes(null).resolve(reading('stopwatch', 2.5), null)).toBe(2.5);
    expect(createTimes(null).resolve(reading('stopwatch', 2.5), 1e9)).toBeNull();
    expect(since('2026-03-10T12:00:00').resolve(reading('stopwatch', 2.5), null)).toBeNull();
    const times = createTimes(null);
    times.note(1e8);
    expect(times.resolve(reading('stopwatch', 2.5), null)).toBe(2.5);
  });
});
