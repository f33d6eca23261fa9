import { readNumber } from './number.js';

/** Some 30 years, below each of this century's dates as seconds of the epoch: a longer one is a clock, or an overflow. */
export const longestSeconds = 9e8;

/** Seconds of one of a unit, by the names that logs use; a capital M alone is no minute (it is a million, or a megabyte). */
const units = new Map<string, number>();
const names: readonly (readonly [number, string])[] = [
  [1e-9, 'ns nsec nsecs nanosecond nanoseconds'],
  [1e-6, 'us µs μs usec usecs microsecond microseconds 微秒'],
  [1e-3, 'ms msec msecs milli millis millisecond milliseconds millisecondes millisekunden milisegundos 毫秒 ミリ秒 밀리초 мс мсек'],
  [
    1,
    's sec secs second seconds seconde secondes segundo segundos seg sekunde sekunden sek secondo secondi saniye sn detik giây 秒 秒钟 초 с сек секунд секунда секунды секунду',
  ],
  [60, 'm min mins minute minutes minuto minutos minuten minuti dakika menit 分 分钟 분 мин минут минута минуты'],
  [3600, 'h hr hrs hour hours 小时 時間 시간 ч час часа часов'],
  [86400, 'd day days 天'],
];
for (const [seconds, list] of names) for (const name of list.split(' ')) units.set(name, seconds);

const clock = /^(?:(\d+):)?(\d{1,5}):([0-5]\d(?:\.\d+)?)$/;
const iso = /^PT(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/;
const piece = /([\d.,]+(?:e[+-]?\d+)?)\s*(\p{L}+)\.?/iuy;
/** No group of thousands has one digit, or two. */
const decimalComma = /^(\d{1,7}),(\d{1,2})$/;
const joint = /(?:\s*,\s*|\s+and\s+|\s*)/y;

/**
 * Seconds of a duration as logs print it: `2.3s`, `2,3 s`, `700 ms`, `2,300ms`, `1m12s`, `1h2m`, `0:00:02.3`, `07:52`, `1 day, 0:00:02`,
 * `PT2S`. Null where the text is none, a number without a unit included, or is longer than `longestSeconds`.
 */
export function readDuration(text: string): number | null {
  const seconds = readAny(text.trim());
  return seconds !== null && seconds <= longestSeconds ? seconds : null;
}

function readAny(trimmed: string): number | null {
  const isoMatch = iso.exec(trimmed);
  if (isoMatch !== null) return Number(isoMatch[1] ?? 0) * 3600 + Number(isoMatch[2] ?? 0) * 60 + Number(isoMatch[3] ?? 0);
  return readClock(trimmed) ?? readPieces(trimmed);
}

function readClock(text: string): number | null {
  const match = clock.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds] = match;
  if (hours !== undefined && Number(minutes) > 59) return null;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** `1m12s`, `2 minutes and 3 seconds`: numbers with units, each smaller than the one before. */
function readPieces(text: string): number | null {
  let total = 0;
  let smallest = Number.POSITIVE_INFINITY;
  let at = 0;
  while (at < text.length) {
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (match === null) return Number.isFinite(smallest) && smallest === 86400 ? addClock(total, text.slice(at)) : null;
    const number = readNumber((match[1] ?? '').replace(decimalComma, '$1.$2'));
    const unit = unitSeconds(match[2] ?? '');
    if (number === null || unit === null || unit >= smallest) return null;
    total += number * unit;
    smallest = unit;
    joint.lastIndex = piece.lastIndex;
    joint.exec(text);
    at = Math.max(piece.lastIndex, joint.lastIndex);
  }
  return Number.isFinite(smallest) ? roundNoise(total) : null;
}

/** Python's `1 day, 0:00:02.3`. */
function addClock(days: number, text: string): number | null {
  const seconds = readClock(text);
  return seconds === null ? null : days + seconds;
}

function unitSeconds(name: string): number | null {
  if (name === 'M') return null;
  return units.get(name.toLowerCase()) ?? null;
}

/** 2300 × 0.001 is 2.3000000000000003 in binary: a log's figure has at most 15 digits. */
function roundNoise(seconds: number): number {
  return Number(seconds.toPrecision(15));
}
