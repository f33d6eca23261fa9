import type { Instant, Seconds } from '../model/units.js';
import { afterDigits, digitAt, twoDigitsAt } from './digits.js';

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

const daySeconds = 86_400;
const reading: Reading = { known: 'full', seconds: 0, resolution: 1, end: 0, hasZone: false, offset: 0 };
const tenths = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];
const monthNames = 'JanFebMarAprMayJunJulAugSepOctNovDec';

let cachedKey = -1;
let cachedDay = 0;
/** Midnight of a date, in seconds since the epoch. Lines of one day follow one another, so the last is kept. */
const dayOf = (year: number, month: number, day: number): Instant => {
  const key = year * 512 + month * 32 + day;
  if (key !== cachedKey) {
    cachedDay = Date.UTC(year, month - 1, day) / 1000;
    cachedKey = key;
  }
  return cachedDay;
};

const isDate = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;

/** Number of the month whose English abbreviation stands at an index, or -1. */
const monthAt = (text: string, index: number): number => {
  const code = text.charCodeAt(index);
  if (!(code >= 65 && code <= 83)) return -1;
  const at = monthNames.indexOf(text.slice(index, index + 3));
  return at >= 0 && at % 3 === 0 ? at / 3 + 1 : -1;
};

let fraction = 0;
let fractionStep = 1;
/** Reads `.123`, `,123` at an index into `fraction` and `fractionStep`; gives the index after it. */
const readFraction = (text: string, index: number): number => {
  fraction = 0;
  fractionStep = 1;
  const mark = text.charCodeAt(index);
  if ((mark !== 46 && mark !== 44) || digitAt(text, index + 1) < 0) return index;
  const end = afterDigits(text, index + 1);
  const digits = Math.min(end - index - 1, 9);
  let value = 0;
  for (let at = index + 1; at <= index + digits; at += 1) value = value * 10 + digitAt(text, at);
  fractionStep = tenths[digits] ?? 1;
  fraction = value * fractionStep;
  return end;
};

let daytime = 0;
let daytimeStep = 1;
/** Reads `15:04:05`, `15:04:05.123`, `15:04` (if `minutes`) into `daytime`; gives the index after it, or -1. */
const readDaytime = (text: string, index: number, minutes: boolean): number => {
  const hour = twoDigitsAt(text, index);
  if (hour < 0 || hour > 24 || text.charCodeAt(index + 2) !== 58) return -1;
  const minute = twoDigitsAt(text, index + 3);
  if (minute < 0 || minute > 59) return -1;
  if (text.charCodeAt(index + 5) !== 58) {
    if (!minutes || digitAt(text, index + 5) >= 0) return -1;
    daytime = hour * 3600 + minute * 60;
    daytimeStep = 60;
    return index + 5;
  }
  const second = twoDigitsAt(text, index + 6);
  if (second < 0 || second > 60) return -1;
  const end = readFraction(text, index + 8);
  daytime = hour * 3600 + minute * 60 + second + fraction;
  daytimeStep = fractionStep;
  return end;
};

let zone = 0;
/** Reads `Z`, `+02:00`, ` +0000`, ` UTC` into `zone` (seconds east); gives the index after it, or -1 where there is none. */
const readZone = (text: string, index: number): number => {
  zone = 0;
  const code = text.charCodeAt(index);
  if (code === 90) return index + 1;
  const at = code === 32 ? index + 1 : index;
  const sign = text.charCodeAt(at);
  if (sign === 43 || sign === 45) {
    const hours = twoDigitsAt(text, at + 1);
    if (hours < 0 || hours > 14) return -1;
    const colon = text.charCodeAt(at + 3) === 58;
    const minutes = twoDigitsAt(text, at + (colon ? 4 : 3));
    const end = minutes < 0 ? at + 3 : at + (colon ? 6 : 5);
    if (digitAt(text, end) >= 0 || (minutes < 0 && code === 32) || (minutes < 0 && colon)) return -1;
    zone = (sign === 43 ? 1 : -1) * (hours * 3600 + Math.max(minutes, 0) * 60);
    return end;
  }
  if (code === 32 && (text.startsWith('UTC', at) || text.startsWith('GMT', at))) return at + 3;
  return -1;
};

const give = (known: Reading['known'], seconds: Instant, resolution: Seconds, end: number): Reading => {
  reading.known = known;
  reading.seconds = seconds;
  reading.resolution = resolution;
  reading.end = end;
  reading.hasZone = false;
  reading.offset = 0;
  return reading;
};

/** With a day and the daytime read last: the reading up to its zone, if it has one. */
const giveDated = (text: string, day: Instant, end: number): Reading => {
  const step = daytimeStep;
  const afterZone = readZone(text, end);
  const given = give('full', day + daytime - (afterZone < 0 ? 0 : zone), step, afterZone < 0 ? end : afterZone);
  given.hasZone = afterZone >= 0;
  given.offset = afterZone < 0 ? 0 : zone;
  return given;
};

/** `2026-01-02T15:04:05.123Z`, `2026-01-02 15:04:05,123`, `2026/01/02 15:04:05`, `2026-01-02 15:04` */
const readIso = (text: string, index: number): Reading | null => {
  const mark = text.charCodeAt(index + 4);
  if ((mark !== 45 && mark !== 47) || text.charCodeAt(index + 7) !== mark) return null;
  const century = twoDigitsAt(text, index);
  const years = twoDigitsAt(text, index + 2);
  const month = twoDigitsAt(text, index + 5);
  const day = twoDigitsAt(text, index + 8);
  if (century < 19 || century > 21 || years < 0 || !isDate(month, day)) return null;
  let at = index + 10;
  const between = text.charCodeAt(at);
  if (between === 84 || between === 116 || between === 95 || between === 45 || between === 44 || between === 58) at += 1;
  else if (between !== 32 && between !== 9) return null;
  while (text.charCodeAt(at) === 32) at += 1;
  // GIN puts a dash of its own between date and time.
  if (text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 32) at += 2;
  const end = readDaytime(text, at, true);
  if (end < 0) return null;
  return giveDated(text, dayOf(century * 100 + years, month, day), end);
};

/** `02/13/2026-04:21:37` (TensorRT), `08/24/2026 17:41:22` */
const readAmerican = (text: string, index: number): Reading | null => {
  if (text.charCodeAt(index + 2) !== 47 || text.charCodeAt(index + 5) !== 47) return null;
  const month = twoDigitsAt(text, index);
  const day = twoDigitsAt(text, index + 3);
  const century = twoDigitsAt(text, index + 6);
  const years = twoDigitsAt(text, index + 8);
  const between = text.charCodeAt(index + 10);
  if (century < 19 || century > 21 || years < 0 || (between !== 45 && between !== 32)) return null;
  const end = readDaytime(text, index + 11, false);
  if (end < 0) return null;
  if (isDate(month, day)) return giveDated(text, dayOf(century * 100 + years, month, day), end);
  return isDate(day, month) ? giveDated(text, dayOf(century * 100 + years, day, month), end) : null;
};

/** `08/Aug/2026:05:00:19 +0000`, `17/Nov/2025 12:02:39`, `08-Aug-2026 05:00:19` */
const readCommonLog = (text: string, index: number): Reading | null => {
  const day = twoDigitsAt(text, index);
  const month = monthAt(text, index + 3);
  const century = twoDigitsAt(text, index + 7);
  const years = twoDigitsAt(text, index + 9);
  if (day < 1 || month < 0 || century < 19 || century > 21 || years < 0) return null;
  const end = readDaytime(text, index + 12, false);
  if (end < 0) return null;
  return giveDated(text, dayOf(century * 100 + years, month, day), end);
};

/** `11-04 19:36:34` (vLLM). */
const readMonthDay = (text: string, index: number): Reading | null => {
  if (text.charCodeAt(index + 2) !== 45 || text.charCodeAt(index + 5) !== 32) return null;
  const month = twoDigitsAt(text, index);
  const day = twoDigitsAt(text, index + 3);
  if (!isDate(month, day)) return null;
  const end = readDaytime(text, index + 6, false);
  return end < 0 ? null : give('yearless', dayOf(2000, month, day) + daytime, daytimeStep, end);
};

/** `17:41:22`, `17:41:22.123`, `3:04:05 PM` */
const readTimeOnly = (text: string, index: number): Reading | null => {
  const isShort = text.charCodeAt(index + 1) === 58;
  const end = isShort ? readDaytime(`0${text.slice(index, index + 20)}`, 0, false) + index - 1 : readDaytime(text, index, false);
  if (end < index) return null;
  const half = text.slice(end, end + 3).toUpperCase();
  const isHalf = half === ' PM' || half === ' AM';
  if (isShort && !isHalf) return null;
  const hours = Math.floor(daytime / 3600);
  if (isHalf && half === ' PM' && hours < 12) daytime += 43_200;
  if (isHalf && half === ' AM' && hours === 12) daytime -= 43_200;
  const given = give('time', daytime, daytimeStep, isHalf ? end + 3 : end);
  const afterZone = readZone(text, given.end);
  if (afterZone >= 0 && text.charCodeAt(given.end) !== 32) given.end = afterZone;
  return given;
};

/** Epoch in seconds (10 digits, a fraction allowed), milliseconds, microseconds or nanoseconds (13, 16, 19 digits). */
export const readEpoch = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  const first = digitAt(text, index);
  if (first < 1 || first > 2) return null;
  const digits = end - index;
  if (digits === 10) {
    const seconds = Number(text.slice(index, end));
    const after = readFraction(text, end);
    return give('full', seconds + fraction, fractionStep, after);
  }
  if (digits !== 13 && digits !== 16 && digits !== 19) return null;
  // Nanoseconds do not fit a double: the last three digits go.
  const kept = digits === 19 ? 16 : digits;
  const divisor = kept === 13 ? 1e3 : 1e6;
  const value = Number(text.slice(index, index + kept)) / divisor;
  return give('full', value, 1 / divisor, end);
};

/** The instant that a number means: seconds, milliseconds, microseconds or nanoseconds since the epoch, by its size; null if it is none of this century. */
export const epochOf = (value: number): { readonly seconds: Instant; readonly resolution: Seconds } | null => {
  if (!(value > 9e8)) return null;
  if (value < 4e9) return { seconds: value, resolution: Number.isInteger(value) ? 1 : 1e-6 };
  if (value > 9e11 && value < 4e12) return { seconds: value / 1e3, resolution: 1e-3 };
  if (value > 9e14 && value < 4e15) return { seconds: value / 1e6, resolution: 1e-6 };
  if (value > 9e17 && value < 4e18) return { seconds: value / 1e9, resolution: 1e-6 };
  return null;
};

/** `Aug 24 17:41:22` (syslog), `Aug 24 2026 17:41:22`, `Aug 24 17:41:22.123456` */
export const readSyslogDate = (text: string, index: number): Reading | null => {
  const month = monthAt(text, index);
  if (month < 0 || text.charCodeAt(index + 3) !== 32) return null;
  let at = index + 4;
  if (text.charCodeAt(at) === 32) at += 1;
  const dayEnd = afterDigits(text, at);
  if (dayEnd === at || dayEnd > at + 2 || text.charCodeAt(dayEnd) !== 32) return null;
  const day = Number(text.slice(at, dayEnd));
  if (!isDate(month, day)) return null;
  at = dayEnd + 1;
  const century = twoDigitsAt(text, at);
  const hasYear = century >= 19 && century <= 21 && twoDigitsAt(text, at + 2) >= 0 && text.charCodeAt(at + 4) === 32;
  const year = hasYear ? century * 100 + twoDigitsAt(text, at + 2) : 2000;
  const end = readDaytime(text, hasYear ? at + 5 : at, false);
  if (end < 0) return null;
  const given = give(hasYear ? 'full' : 'yearless', dayOf(year, month, day) + daytime, daytimeStep, end);
  // ctime has the year at the end: Mon Aug 24 17:41:22 2026
  if (!hasYear && text.charCodeAt(end) === 32 && twoDigitsAt(text, end + 1) === 20 && twoDigitsAt(text, end + 3) >= 0 && afterDigits(text, end + 1) === end + 5) {
    given.known = 'full';
    given.seconds = dayOf(2000 + twoDigitsAt(text, end + 3), month, day) + daytime;
    given.end = end + 5;
  }
  return given;
};

/** The date and daytime of glog after its level letter: `0205 00:22:30.591136`, `20260205 00:22:30.591136`. */
export const readGlogDate = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  const hasYear = end - index === 8;
  if ((end - index !== 4 && !hasYear) || text.charCodeAt(end) !== 32) return null;
  const at = hasYear ? index + 4 : index;
  const month = twoDigitsAt(text, at);
  const day = twoDigitsAt(text, at + 2);
  // absl writes the epoch before its clock is set up: W0000 00:00:1765825502.438796
  if (month === 0 && day === 0 && text.startsWith('00:00:', end + 1)) return readEpoch(text, end + 7);
  if (!isDate(month, day)) return null;
  const after = readDaytime(text, end + 1, false);
  if (after < 0) return null;
  const year = hasYear ? twoDigitsAt(text, index) * 100 + twoDigitsAt(text, index + 2) : 2000;
  return give(hasYear ? 'full' : 'yearless', dayOf(year, month, day) + daytime, daytimeStep, after);
};

/** GStreamer's `0:00:49.976836324`: hours without a leading zero and nine decimals, since the start. */
const readStopwatchHours = (text: string, index: number): Reading | null => {
  const hoursEnd = afterDigits(text, index);
  if (hoursEnd === index || hoursEnd > index + 3 || text.charCodeAt(hoursEnd) !== 58 || text.charCodeAt(hoursEnd + 3) !== 58) return null;
  const minutes = twoDigitsAt(text, hoursEnd + 1);
  const seconds = twoDigitsAt(text, hoursEnd + 4);
  const end = readFraction(text, hoursEnd + 6);
  if (minutes < 0 || seconds < 0 || end - hoursEnd !== 16) return null;
  return give('stopwatch', Number(text.slice(index, hoursEnd)) * 3600 + minutes * 60 + seconds + fraction, fractionStep, end);
};

/** llama.cpp's `0.00.035.060`: minutes, seconds, milliseconds, microseconds since the start. */
const readStopwatchDots = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  if (end === index || end > index + 4 || text.charCodeAt(end) !== 46 || text.charCodeAt(end + 3) !== 46 || text.charCodeAt(end + 7) !== 46) return null;
  const seconds = twoDigitsAt(text, end + 1);
  const after = afterDigits(text, end + 8);
  if (seconds < 0 || afterDigits(text, end + 4) !== end + 7 || after !== end + 11) return null;
  const micro = Number(text.slice(end + 4, end + 7)) * 1e3 + Number(text.slice(end + 8, after));
  return give('stopwatch', Number(text.slice(index, end)) * 60 + seconds + micro / 1e6, 1e-6, after);
};

/** `2.345678` with at least two decimals, as dmesg and stopwatches print it; the caller checks what surrounds it. */
export const readStopwatchSeconds = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  if (end === index || end > index + 7 || text.charCodeAt(end) !== 46) return null;
  const seconds = Number(text.slice(index, end));
  const after = readFraction(text, end);
  if (after < end + 3) return null;
  return give('stopwatch', seconds + fraction, fractionStep, after);
};

/**
 * The clock reading that begins at an index, where a digit or a month's name stands; null if there is none. The object
 * is used again by the next call. Numbers that are no date (a version, a size, an address) give null.
 */
export const readClock = (text: string, index: number): Reading | null => {
  const code = text.charCodeAt(index);
  if (!(code >= 48 && code <= 57)) return code >= 65 && code <= 83 ? readSyslogDate(text, index) : null;
  switch (text.charCodeAt(index + 2)) {
    case 47: // /
      return monthAt(text, index + 3) > 0 ? readCommonLog(text, index) : readAmerican(text, index);
    case 45: // -
      return monthAt(text, index + 3) > 0 ? readCommonLog(text, index) : readMonthDay(text, index);
    case 58: // :
      return readStopwatchHours(text, index) ?? readTimeOnly(text, index);
  }
  const fourth = text.charCodeAt(index + 4);
  if (fourth === 45 || fourth === 47) return readIso(text, index);
  if (text.charCodeAt(index + 1) === 58) return readStopwatchHours(text, index) ?? readTimeOnly(text, index);
  return readStopwatchDots(text, index);
};

/** Midnight of the day that an instant lies in. */
export const midnightOf = (instant: Instant): Instant => Math.floor(instant / daySeconds) * daySeconds;

/** The instant of a yearless reading (given as if in 2000) in a year. */
export const inYear = (seconds: Instant, year: number): Instant => {
  const date = new Date(seconds * 1000);
  const day = Date.UTC(year, date.getUTCMonth(), date.getUTCDate()) / 1000;
  return day + (seconds - midnightOf(seconds));
};
