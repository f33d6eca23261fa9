import { afterDigits, digitAt } from '../digits.js';
import { dayOf, isDate } from './calendar.js';
import { daytime, daytimeStep, readDaytime } from './daytime.js';
import { give, type Reading } from './reading.js';

/**
 * Dates and times as a locale writes them: `toLocaleString` of JavaScript, `%x %X` of Python (Rich), .NET and Go's kitchen clock.
 * Numbers need no leading zero, a year may have two digits, and the time of day may be one of 12 hours.
 */

/** A half of the day in front of the time: Chinese, Japanese, Korean. */
const halfBefore = /(上午|下午|午前|午後|오전|오후)\s?/y;
/** A half of the day behind it; the blank may be a narrow one that does not break (U+202F), or none. */
const halfBehind = /\s?([AaPp])\.?\s?[Mm](?![\p{L}\d])\.?/uy;
const blanks = /[,.]?\s+/y;

const halfDaySeconds = 43_200;

/** Whether a half of the day stands at an index, behind a time. A word that begins like one (`AMD`, `amdgpu`) is none. */
export const isHalfBehind = (text: string, index: number): boolean => {
  halfBehind.lastIndex = index;
  return halfBehind.test(text);
};

/** The time of day that was read last, in seconds since midnight; its step; and whether a half of the day stood by it. */
export let localeSeconds = 0;
export let localeStep = 1;
let hasHalf = false;

/**
 * Reads `3:04:05 PM`, `15:04:05`, `下午3:04:05`, `3:04PM` into `localeSeconds` and `localeStep`; gives the index after it, or -1. Without
 * seconds it needs its half of the day.
 */
export const readLocaleTime = (text: string, index: number): number => {
  halfBefore.lastIndex = index;
  const before = halfBefore.exec(text)?.[1];
  const start = before === undefined ? index : halfBefore.lastIndex;
  const isShort = text.charCodeAt(start + 1) === 58;
  const end = isShort ? readDaytime(`0${text.slice(start, start + 20)}`, 0, true) + start - 1 : readDaytime(text, start, true);
  if (end < start) return -1;
  localeSeconds = daytime;
  localeStep = daytimeStep;
  halfBehind.lastIndex = end;
  const behind = before === undefined ? halfBehind.exec(text)?.[1]?.toLowerCase() : undefined;
  hasHalf = before !== undefined || behind !== undefined;
  if (!hasHalf) return localeStep >= 60 ? -1 : end;
  if (localeSeconds >= halfDaySeconds + 3600) return -1;
  const isAfternoon = behind === 'p' || before === '下午' || before === '午後' || before === '오후';
  localeSeconds = (localeSeconds % halfDaySeconds) + (isAfternoon ? halfDaySeconds : 0);
  return behind === undefined ? end : halfBehind.lastIndex;
};

/** A time of day with its half: `3:04:05 PM`, `9:53AM`. Null without one. */
export const readTwelveHours = (text: string, index: number): Reading | null => {
  const end = readLocaleTime(text, index);
  return end < 0 || !hasHalf ? null : give('time', localeSeconds, localeStep, end);
};

/** The number that up to `most` digits at an index make, or -1. */
const numberAt = (text: string, index: number, most: number): number => {
  const end = afterDigits(text, index);
  return end === index || end > index + most ? -1 : Number(text.slice(index, end));
};

/** Where a date was read last: its parts, as they stand, and the index after it. */
let parts: readonly [number, number, number] = [0, 0, 0];

/** Reads three numbers with one mark (`/`, `.`, `-`) between them; gives the index after them, or -1. */
const readParts = (text: string, index: number): number => {
  const first = numberAt(text, index, 4);
  let at = afterDigits(text, index);
  const mark = text.charCodeAt(at);
  if (first < 0 || (mark !== 47 && mark !== 46 && mark !== 45)) return -1;
  // Korean puts a blank behind each dot.
  at += text.charCodeAt(at + 1) === 32 && mark === 46 ? 2 : 1;
  const second = numberAt(text, at, 2);
  at = afterDigits(text, at);
  if (second < 0 || text.charCodeAt(at) !== mark) return -1;
  at += text.charCodeAt(at + 1) === 32 && mark === 46 ? 2 : 1;
  const third = numberAt(text, at, 4);
  if (third < 0) return -1;
  parts = [first, second, third];
  return afterDigits(text, at);
};

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);

/** Midnight of the date whose parts were read last; null where they make none. Days lead before dots and dashes; elsewhere months do, unless they cannot. */
const midnight = (mark: number): number | null => {
  const [first, second, third] = parts;
  if (first > 1899 && first < 2200) return isDate(second, third) ? dayOf(first, second, third) : null;
  // `%y-%m-%d` of Python, where the first number can be this century's year.
  if (mark === 45 && third < 32 && first > 19 && first < 40) return isDate(second, third) ? dayOf(2000 + first, second, third) : null;
  const year = fullYear(third);
  if (first > 31 || year < 1900 || year > 2199) return null;
  const isDayFirst = mark === 46 || (mark === 45 && isDate(second, first)) || !isDate(first, second);
  if (isDayFirst) return isDate(second, first) ? dayOf(year, second, first) : null;
  return dayOf(year, first, second);
};

/** `11/15/23 11:37:08` (Rich), `4/22/2026, 3:04:05 PM`, `22.4.2026, 15:04:05`, `2026/4/22 下午3:04:05`, `2026. 4. 22. 오후 3:04:05` */
export const readLocaleDate = (text: string, index: number): Reading | null => {
  const afterDate = readParts(text, index);
  if (afterDate < 0) return null;
  const day = midnight(text.charCodeAt(afterDigits(text, index)));
  blanks.lastIndex = afterDate;
  if (day === null || !blanks.test(text) || digitAt(text, afterDate) >= 0) return null;
  const end = readLocaleTime(text, blanks.lastIndex);
  return end < 0 ? null : give('full', day + localeSeconds, localeStep, end);
};
