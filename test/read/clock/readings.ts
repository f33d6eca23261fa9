import { readClock } from '../../../src/read/clock/clock.js';
import type { Reading } from '../../../src/read/clock/reading.js';

/** The instant of a reading in UTC, to the millisecond; `-` without one. */
export const isoOfReading = (reading: Reading | null): string => (reading === null ? '-' : new Date(Math.round(reading.seconds * 1000)).toISOString());

/** What stands at the beginning of a text, in short: what is known, the instant, the step of the clock, and the text behind it. */
export const readingOf = (text: string): readonly [known: Reading['known'], instant: string, resolution: number, rest: string] | null => {
  const reading = readClock(text, 0);
  return reading === null ? null : [reading.known, isoOfReading(reading), reading.resolution, text.slice(reading.end)];
};
