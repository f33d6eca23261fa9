import type { Seconds } from '../../model/units.js';

/** Stretches of time of equal length, of which a trend is made. */
export type Stretches = { readonly placeOf: (at: Seconds) => number; readonly starts: readonly string[] };

const hour = 3600;
const day = 24 * hour;
const lengths = [hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 28 * day, 91 * day, 364 * day];
const mostStretches = 40;

/** The shortest usual stretches that cover the time in at most forty; they begin at round times (UTC). */
export const stretchesOf = (from: Seconds, to: Seconds): Stretches => {
  const length = lengths.find((one) => Math.floor(to / one) - Math.floor(from / one) < mostStretches) ?? Math.ceil((to - from) / mostStretches);
  const first = Math.floor(from / length);
  const count = Math.floor(to / length) - first + 1;
  return {
    placeOf: (at) => Math.floor(at / length) - first,
    starts: Array.from({ length: count }, (_, place) => new Date((first + place) * length * 1000).toISOString()),
  };
};
