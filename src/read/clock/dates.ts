import type { Instant } from '../../model/units.js';
import { afterDigits, twoDigitsAt } from '../digits.js';
import { dayOf, isDate, monthAt, monthOfWord } from './calendar.js';
import { daytime, daytimeStep, readDaytime, readZone, zone } from './daytime.js';
import { readEpoch } from './epoch.js';
import { isHalfBehind } from './locale.js';
import { give, type Reading } from './reading.js';

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
export const readIso = (text: string, index: number): Reading | null => {
  const mark = text.charCodeAt(index + 4);
  if ((mark !== 45 && mark !== 47) || text.charCodeAt(index + 7) !== mark) return null;
  const century = twoDigitsAt(text, index);
  const years = twoDigitsAt(text, index + 2);
  const month = twoDigitsAt(text, index + 5);
  const day = twoDigitsAt(text, index + 8);
  if (century < 19 || century > 21 || years < 0 || !isDate(month, day)) return null;
  let at = index + 10;
  const between = text.charCodeAt(at);
  if (between === 84 || between === 116 || between === 95 || between === 45 || between === 44 || between === 58 || between === 124) at += 1;
  else if (between !== 32 && between !== 9) return null;
  while (text.charCodeAt(at) === 32) at += 1;
  // GIN puts a dash of its own between date and time.
  if (text.charCodeAt(at) === 45 && text.charCodeAt(at + 1) === 32) at += 2;
  const end = readDaytime(text, at, true);
  if (end < 0) return null;
  return giveDated(text, dayOf(century * 100 + years, month, day), end);
};

/** `02/13/2026-04:21:37` (TensorRT), `08/24/2026 17:41:22` */
export const readAmerican = (text: string, index: number): Reading | null => {
  if (text.charCodeAt(index + 2) !== 47 || text.charCodeAt(index + 5) !== 47) return null;
  const month = twoDigitsAt(text, index);
  const day = twoDigitsAt(text, index + 3);
  const century = twoDigitsAt(text, index + 6);
  const years = twoDigitsAt(text, index + 8);
  const between = text.charCodeAt(index + 10);
  if (century < 19 || century > 21 || years < 0 || (between !== 45 && between !== 32)) return null;
  const end = readDaytime(text, index + 11, false);
  if (end < 0 || isHalfBehind(text, end)) return null;
  if (isDate(month, day)) return giveDated(text, dayOf(century * 100 + years, month, day), end);
  return isDate(day, month) ? giveDated(text, dayOf(century * 100 + years, day, month), end) : null;
};

/** `08/Aug/2026:05:00:19 +0000`, `17/Nov/2025 12:02:39`, `08-Aug-2026 05:00:19` */
export const readCommonLog = (text: string, index: number): Reading | null => {
  const day = twoDigitsAt(text, index);
  const month = monthAt(text, index + 3);
  // Python's `%d-%b-%y` leaves the century out.
  const isShort = afterDigits(text, index + 7) === index + 9;
  const century = isShort ? 20 : twoDigitsAt(text, index + 7);
  const years = twoDigitsAt(text, isShort ? index + 7 : index + 9);
  if (day < 1 || month < 0 || century < 19 || century > 21 || years < 0) return null;
  const end = readDaytime(text, index + (isShort ? 10 : 12), false);
  if (end < 0) return null;
  return giveDated(text, dayOf(century * 100 + years, month, day), end);
};

/** `20260102 15:04:05`, `20260102-150405`, `20260102T150405.123Z` */
export const readCompact = (text: string, index: number): Reading | null => {
  if (afterDigits(text, index) !== index + 8) return null;
  const century = twoDigitsAt(text, index);
  const month = twoDigitsAt(text, index + 4);
  const date = twoDigitsAt(text, index + 6);
  const between = text.charCodeAt(index + 8);
  if (century < 19 || century > 21 || !isDate(month, date) || !(between === 32 || between === 84 || between === 45 || between === 95)) return null;
  const day = dayOf(century * 100 + twoDigitsAt(text, index + 2), month, date);
  const at = index + 9;
  if (text.charCodeAt(at + 2) === 58) {
    const end = readDaytime(text, at, false);
    return end < 0 ? null : giveDated(text, day, end);
  }
  if (afterDigits(text, at) !== at + 6) return null;
  const end = readDaytime(`${text.slice(at, at + 2)}:${text.slice(at + 2, at + 4)}:${text.slice(at + 4, at + 20)}`, 0, false);
  return end < 0 ? null : giveDated(text, day, at + end - 2);
};

/** `11-04 19:36:34` (vLLM). */
export const readMonthDay = (text: string, index: number): Reading | null => (text.charCodeAt(index + 2) === 45 ? monthThenDay(text, index) : null);

/** `11/04 19:36:34` (fvcore), which at the beginning of a line may be a count and what it has taken. */
export const readMonthSlashDay = (text: string, index: number): Reading | null => (text.charCodeAt(index + 2) === 47 ? monthThenDay(text, index) : null);

const monthThenDay = (text: string, index: number): Reading | null => {
  if (text.charCodeAt(index + 5) !== 32) return null;
  const month = twoDigitsAt(text, index);
  const day = twoDigitsAt(text, index + 3);
  if (!isDate(month, day)) return null;
  const end = readDaytime(text, index + 6, false);
  return end < 0 ? null : give('yearless', dayOf(2000, month, day) + daytime, daytimeStep, end);
};

/** `17:41:22`, `17:41:22.123`; with a half of the day behind it, it is none of these. */
export const readTimeOnly = (text: string, index: number): Reading | null => {
  const end = readDaytime(text, index, false);
  if (end < index || isHalfBehind(text, end)) return null;
  const given = give('time', daytime, daytimeStep, end);
  const afterZone = readZone(text, given.end);
  if (afterZone >= 0 && text.charCodeAt(given.end) !== 32) given.end = afterZone;
  return given;
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
  if (end < 0 || isHalfBehind(text, end)) return null;
  return give(hasYear ? 'full' : 'yearless', dayOf(year, month, day) + daytime, daytimeStep, end);
};

// A month's number with its sign (Chinese, Japanese, Korean), or its abbreviation, in front of a day and a time of day.
const localMonth = /(?:(\d{1,2})[月월]|(\p{L}{3,7})\.?) {1,2}(\d{1,2}) (?=\d\d:\d\d:\d\d)/uy;

/** `авг 18 14:14:59`, `8月 15 21:00:26`, `août 18 14:14:59`: the short date of `journalctl` in the language of who calls it. */
export const readLocalSyslogDate = (text: string, index: number): Reading | null => {
  localMonth.lastIndex = index;
  const found = localMonth.exec(text);
  if (found === null) return null;
  const month = found[1] === undefined ? monthOfWord(found[2] ?? '') : Number(found[1]);
  const day = Number(found[3]);
  const end = isDate(month, day) ? readDaytime(text, localMonth.lastIndex, false) : -1;
  return end < 0 ? null : give('yearless', dayOf(2000, month, day) + daytime, daytimeStep, end);
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
