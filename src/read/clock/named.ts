import { afterDigits } from '../digits.js';
import { dayOf, isDate, monthAt } from './calendar.js';
import { readZone, zone } from './daytime.js';
import { localeSeconds, localeStep, readLocaleTime } from './locale.js';
import { give, type Reading } from './reading.js';

/**
 * Dates with the name of their month, as `date`, HTTP (RFC 9110), mail (RFC 5322), `Date.prototype.toString` of JavaScript, Java's
 * `Date.toString` and Kibana write them. Names are English: so are those of programs that were not told otherwise.
 */

const months = 'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?';
const year = '(?:19|20|21)\\d\\d';
/** `May  1 `, `May 01, 2024, `, `May 1, 2024 @ ` */
const monthFirst = new RegExp(`(${months})\\.? {1,2}(\\d{1,2}),? (?:(${year}),?(?: @| at)? )?`, 'y');
/** `01 May 2024 `, `1 May 2024, ` */
const dayFirst = new RegExp(`(\\d{1,2}) (${months})\\.?,? (${year}),?(?: @| at)? `, 'y');
/** Behind the time of day: ` UTC 2024`, ` 2024`. */
const yearBehind = new RegExp(` (?:[A-Z]{2,5} )?(${year})(?!\\d)`, 'y');
const weekday = /(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? /y;
/** A zone by its name: it says no offset that can be relied on, since `IST` is three and `CST` is two. */
const zoneName = / (?:CES?T|EES?T|WES?T|BST|IST|JST|KST|MSK|SGT|HKT|[ECMP][SD]T|AE[SD]T)(?![\w.])/y;
/** JavaScript's long name of its zone. */
const zoneInBrackets = / ?\([A-Z][\w .+:-]{1,60}\)/y;

const endOf = (pattern: RegExp, text: string, index: number): number => {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
};

/** Reads the date's time and what stands behind it. `stated`: the year, or null where it may still come. */
const complete = (text: string, at: number, stated: number | null, month: number, day: number): Reading | null => {
  if (!isDate(month, day)) return null;
  const end = readLocaleTime(text, at);
  if (end < 0) return null;
  const [seconds, step] = [localeSeconds, localeStep];
  const afterZone = readZone(text, end);
  yearBehind.lastIndex = afterZone < 0 ? end : afterZone;
  const behind = stated === null ? yearBehind.exec(text) : null;
  const known = stated ?? (behind === null ? null : Number(behind[1]));
  const offset = afterZone < 0 ? 0 : zone;
  const named = behind === null ? endOf(zoneInBrackets, text, afterZone < 0 ? endOf(zoneName, text, end) : afterZone) : yearBehind.lastIndex;
  const given = give(known === null ? 'yearless' : 'full', dayOf(known ?? 2000, month, day) + seconds - offset, step, named);
  given.hasZone = afterZone >= 0;
  given.offset = offset;
  return given;
};

const readMonthFirst = (text: string, index: number): Reading | null => {
  monthFirst.lastIndex = index;
  const found = monthFirst.exec(text);
  return found === null ? null : complete(text, monthFirst.lastIndex, found[3] === undefined ? null : Number(found[3]), monthAt(text, index), Number(found[2]));
};

/** `01 May 2024 12:00:00`, `1 May 2024, 12:00:00 PM UTC` */
export const readDayFirst = (text: string, index: number): Reading | null => {
  const day = afterDigits(text, index);
  if (monthAt(text, day + 1) < 0) return null;
  dayFirst.lastIndex = index;
  const found = dayFirst.exec(text);
  return found === null ? null : complete(text, dayFirst.lastIndex, Number(found[3]), monthAt(text, day + 1), Number(found[1]));
};

/**
 * `Aug 24 17:41:22`, `Mon Aug 24 17:41:22 CEST 2026`, `Mon, 24 Aug 2026 17:41:22 GMT`, `Aug 24, 2026 5:41:22 PM`,
 * `Mon Aug 24 2026 17:41:22 GMT+0200 (Central European Summer Time)`, `Aug 24, 2026 @ 17:41:22.123`
 */
export const readNamedDate = (text: string, index: number): Reading | null => {
  const at = endOf(weekday, text, index);
  if (monthAt(text, at) > 0) return readMonthFirst(text, at);
  return at > index ? readDayFirst(text, at) : null;
};
