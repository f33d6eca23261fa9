import type { Instant, Seconds } from '../../model/units.js';

/** Without leap seconds, as Unix time has none. */
export const daySeconds: Seconds = 86_400;
const monthNames = 'JanFebMarAprMayJunJulAugSepOctNovDec';

let cachedKey = -1;
let cachedDay = 0;
/** Midnight of a date, in seconds since the epoch. Lines of one day follow one another, so the last is kept. */
export const dayOf = (year: number, month: number, day: number): Instant => {
  const key = year * 512 + month * 32 + day;
  if (key !== cachedKey) {
    cachedDay = Date.UTC(year, month - 1, day) / 1000;
    cachedKey = key;
  }
  return cachedDay;
};

/** Whether there is such a day in a month, roughly. */
export const isDate = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** Number of the month whose English abbreviation stands at an index, or -1. */
export const monthAt = (text: string, index: number): number => {
  const code = text.charCodeAt(index);
  if (!(code >= 65 && code <= 83)) return -1;
  const at = monthNames.indexOf(text.slice(index, index + 3));
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : -1;
};

/** Midnight of the day that an instant lies in. */
export const midnightOf = (instant: Instant): Instant => Math.floor(instant / daySeconds) * daySeconds;

/** The instant of a yearless reading (given as if in 2000) in a year. */
export const inYear = (seconds: Instant, year: number): Instant => {
  const date = new Date(seconds * 1000);
  const day = Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) / 1000;
  return day + (seconds - midnightOf(seconds));
};
