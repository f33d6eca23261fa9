import type { Instant } from '../../model/units.js';
import { daySeconds, inYear, midnightOf } from './calendar.js';
import type { Reading } from './reading.js';

/** What the readings of one file have shown so far: it fills in what a single reading leaves out. */
export type Times = {
  /** The instant of a reading. `near` is the envelope's clock, if it had one. Null for a stopwatch in a file that also has a wall clock. */
  resolve(reading: Reading, near: Instant | null): Instant | null;
  /** The instant that the last record was given. */
  note(instant: Instant): void;
};

/** Without any hint of the year: a leap year, so that every date exists. */
const unknownYear = 2000;

/**
 * Fills in years, days and zones from the neighbours.
 * A year that is missing is the one that brings the reading nearest to the record before it (so it wraps at New Year),
 * for the first record the last one that is not after `now`. A zone that is missing is UTC, unless the file also has
 * readings with an offset and taking that one brings it nearer to them.
 */
export const createTimes = (now: Instant | null): Times => {
  let last: Instant | null = null;
  let hasWall = false;
  let offset = 0;
  let from = Number.NaN;
  let to = 0;

  const yearOf = (instant: Instant): number => new Date(instant * 1000).getUTCFullYear();

  const nearestYear = (seconds: Instant, reference: Instant): Instant => {
    const year = yearOf(reference);
    let best = inYear(seconds, year);
    for (const other of [inYear(seconds, year - 1), inYear(seconds, year + 1)]) {
      if (Math.abs(other - reference) < Math.abs(best - reference)) best = other;
    }
    return best;
  };

  const latestYear = (seconds: Instant): Instant => {
    if (now === null) return inYear(seconds, unknownYear);
    const guess = inYear(seconds, yearOf(now));
    return guess > now + 2 * daySeconds ? inYear(seconds, yearOf(now) - 1) : guess;
  };

  const withYear = (seconds: Instant, near: Instant | null): Instant => {
    const reference = near ?? (hasWall ? last : null);
    const day = midnightOf(seconds);
    // Lines of one day follow one another: the shift is the same as long as the reference is not months away.
    if (day === from && reference !== null && Math.abs(to - reference) < 100 * daySeconds) return to + (seconds - day);
    const dated = reference === null ? latestYear(seconds) : nearestYear(seconds, reference);
    from = day;
    to = midnightOf(dated);
    return dated;
  };

  const withDay = (seconds: Instant, near: Instant | null): Instant => {
    const reference = near ?? last;
    if (reference === null) {
      if (now === null) return seconds;
      const today = midnightOf(now) + seconds;
      return today > now + 3600 ? today - daySeconds : today;
    }
    return seconds + Math.round((reference - seconds) / daySeconds) * daySeconds;
  };

  const inZone = (instant: Instant, reading: Reading): Instant => {
    if (reading.hasZone || offset === 0 || last === null) return instant;
    const shifted = instant - offset;
    return Math.abs(shifted - last) < Math.abs(instant - last) ? shifted : instant;
  };

  const resolve = (reading: Reading, near: Instant | null): Instant | null => {
    switch (reading.known) {
      case 'stopwatch':
        return hasWall || near !== null ? null : reading.seconds;
      case 'time':
        return withDay(reading.seconds, near);
      case 'yearless':
        return withYear(reading.seconds, near);
      case 'full':
        if (reading.hasZone && reading.offset !== 0) offset = reading.offset;
        return near === null ? inZone(reading.seconds, reading) : reading.seconds;
    }
  };

  const note = (instant: Instant): void => {
    last = instant;
    if (instant > 1e8) hasWall = true;
  };

  return { resolve, note };
};
