import { describe, expect, it } from 'vitest';
import { createClockFilter } from '../../src/timeline/clock.js';
import { record } from './given.js';

type Given = number | null | readonly [time: number, clock: string];

/** The times that come out, in order; each push's on a line of its own where `asPushed`. */
const filtered = (...times: readonly Given[]): (number | null)[] => {
  const filter = createClockFilter<number>();
  const out = times.flatMap((given, index) => {
    const [time, clock] = typeof given === 'object' && given !== null ? given : [given, 'iso'];
    return filter.push(index, record({ line: index + 1, time, clock, resolutionSeconds: 1 }));
  });
  const all = [...out, ...filter.end()];
  expect(all.map(({ item }) => item)).toEqual(times.map((_, index) => index));
  return all.map(({ time }) => time);
};

const hour = 3600;
const day = 24 * hour;

describe('the clock of a log', () => {
  it('goes on over steps of under half an hour, forth and back', () => {
    expect(filtered(0, 1799, 3000, 1300, null, 1301)).toEqual([0, 1799, 3000, 1300, null, 1301]);
  });

  it('makes a leap where a second record follows it', () => {
    expect(filtered(0, 2 * hour + 7, null, 2 * hour + 8, 2 * hour + 9)).toEqual([0, 2 * hour + 7, null, 2 * hour + 8, 2 * hour + 9]);
    expect(filtered(0, 2 * hour + 7, 9 * hour + 7, 9 * hour + 8)).toEqual([0, 2 * hour + 7, 9 * hour + 7, 9 * hour + 8]);
  });

  it('makes the last leap, as a log may end with it', () => {
    expect(filtered(0, 2 * hour + 7)).toEqual([0, 2 * hour + 7]);
    expect(filtered(0, 2 * hour + 7, null)).toEqual([0, 2 * hour + 7, null]);
  });

  it('does not follow a record that is alone with its time', () => {
    expect(filtered(0, 2 * hour + 7, null, 10, 11)).toEqual([0, null, null, 10, 11]);
    expect(filtered(9 * hour, 7, 9 * hour + 1)).toEqual([9 * hour, null, 9 * hour + 1]);
    expect(filtered(9 * hour, 7)).toEqual([9 * hour, null]);
  });

  it('does not go back for two records, and does for more than 64', () => {
    expect(filtered(9 * hour, 7, 8, 9 * hour + 1)).toEqual([9 * hour, null, null, 9 * hour + 1]);
    const back = Array.from({ length: 64 }, (_, index) => index + 7);
    expect(filtered(9 * hour, ...back)).toEqual([9 * hour, ...back.map(() => null)]);
    expect(filtered(9 * hour, ...back, 80)).toEqual([9 * hour, ...back, 80]);
  });

  it('lets records without a time wait behind a leap, and 64 of them believe it', () => {
    const silent = Array.from({ length: 63 }, () => null);
    expect(filtered(0, 2 * hour + 7, ...silent, 5)).toEqual([0, null, ...silent, 5]);
    expect(filtered(0, 2 * hour + 7, ...silent, null, 5)).toEqual([0, 2 * hour + 7, ...silent, null, null]);
  });

  it('gives up a step back where a third time comes', () => {
    expect(filtered(9 * hour, 7, 5 * hour, 9 * hour + 1)).toEqual([9 * hour, null, null, 9 * hour + 1]);
  });

  it('brings a second logger into step that is off by quarters of an hour', () => {
    expect(filtered(0, [7 * hour + 2, 'ctime'], 3, [7 * hour + 4, 'ctime'])).toEqual([0, 2, 3, 4]);
    expect(filtered(0, [900 + 5, 'ctime'], [1000, 'ctime'])).toEqual([0, 5, 100]);
    expect(filtered(0, [-2 * hour + 1, 'ctime'], [-2 * hour + 2, 'ctime'])).toEqual([0, 1, 2]);
    expect(filtered(0, [900 + 6, 'ctime'], 1000)).toEqual([0, 906, 1000]);
  });

  it('keeps a second logger that is in step in step', () => {
    expect(filtered(0, [2, 'ctime'], [902, 'ctime'], 903)).toEqual([0, 2, 902, 903]);
  });

  it('goes on where the year of a clock without one is guessed anew', () => {
    expect(filtered(0, 1, 365 * day + 2, 365 * day + 3)).toEqual([0, 1, 2, 3]);
    expect(filtered(0, 1, 366 * day + 2, 3)).toEqual([0, 1, 2, 3]);
    expect(filtered(0, 1, -365 * day + 2)).toEqual([0, 1, 2]);
    expect(filtered(0, 1, 365 * day + hour, 3)).toEqual([0, 1, null, 3]);
    expect(filtered(0, 1, 363 * day + 2, 3)).toEqual([0, 1, null, 3]);
    expect(filtered(0, 1, 20 * day + 2, 3)).toEqual([0, 1, null, 3]);
  });
});
