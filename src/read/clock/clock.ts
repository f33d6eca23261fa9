import { monthAt } from './calendar.js';
import { readAmerican, readCommonLog, readCompact, readIso, readMonthDay, readTimeOnly } from './dates.js';
import { readLocaleDate, readTwelveHours } from './locale.js';
import { readDayFirst, readNamedDate } from './named.js';
import type { Reading } from './reading.js';
import { readStopwatchDots, readStopwatchHours } from './stopwatch.js';

/**
 * The clock reading that begins at an index, where a digit or the name of a month or weekday stands; null if there is none. The object
 * is used again by the next call. Numbers that are no date (a version, a size, an address) give null.
 */
export const readClock = (text: string, index: number): Reading | null => {
  const code = text.charCodeAt(index);
  if (!(code >= 48 && code <= 57)) return code >= 65 && code <= 87 ? readNamedDate(text, index) : null;
  switch (text.charCodeAt(index + 2)) {
    case 32:
      return readDayFirst(text, index);
    case 47: // /
      if (monthAt(text, index + 3) > 0) return readCommonLog(text, index);
      return readAmerican(text, index) ?? readLocaleDate(text, index);
    case 45: // -
      return monthAt(text, index + 3) > 0 ? readCommonLog(text, index) : (readMonthDay(text, index) ?? readLocaleDate(text, index));
    case 58: // :
      return readStopwatchHours(text, index) ?? readTimeOnly(text, index) ?? readTwelveHours(text, index);
    case 46: // .
      return readStopwatchDots(text, index) ?? readLocaleDate(text, index);
  }
  const fourth = text.charCodeAt(index + 4);
  if (fourth === 45 || fourth === 47) return readIso(text, index) ?? readLocaleDate(text, index);
  const second = text.charCodeAt(index + 1);
  if (second === 32) return readDayFirst(text, index);
  if (second === 58) return readStopwatchHours(text, index) ?? readTwelveHours(text, index);
  if (second === 47 || second === 46 || fourth === 46) return readStopwatchDots(text, index) ?? readLocaleDate(text, index);
  return readStopwatchDots(text, index) ?? readCompact(text, index);
};
