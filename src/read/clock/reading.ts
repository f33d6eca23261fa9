import type { Instant, Seconds } from '../../model/units.js';

/**
 * A clock reading. `known` says what the text itself gives; the rest is inferred from the readings around it:
 * `full` date and time · `yearless` no year · `time` of day only · `stopwatch` since an unknown zero.
 */
export type Reading = {
  known: 'full' | 'yearless' | 'time' | 'stopwatch';
  /** Full and stopwatch: the instant. Yearless: the instant if the year were 2000. Time: seconds since midnight. All in UTC, an offset already taken off. */
  seconds: Instant;
  /** The step of the clock. */
  resolution: Seconds;
  /** Index after the reading. */
  end: number;
  hasZone: boolean;
  /** Seconds east of UTC that the reading states; 0 without a zone. */
  offset: number;
};

const reading: Reading = { known: 'full', seconds: 0, resolution: 1, end: 0, hasZone: false, offset: 0 };

/** Fills the one reading that all readers give: making a new one for each line would cost more than the reading. */
export const give = (known: Reading['known'], seconds: Instant, resolution: Seconds, end: number): Reading => {
  reading.known = known;
  reading.seconds = seconds;
  reading.resolution = resolution;
  reading.end = end;
  reading.hasZone = false;
  reading.offset = 0;
  return reading;
};
