import type { Instant, Seconds } from '../../model/units.js';
import { afterDigits, digitAt } from '../digits.js';
import { fraction, fractionStep, readFraction } from './daytime.js';
import { give, type Reading } from './reading.js';

/** Epoch in seconds (10 digits, a fraction allowed), milliseconds, microseconds or nanoseconds (13, 16, 19 digits). */
export const readEpoch = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  const first = digitAt(text, index);
  if (first < 1 || first > 2) return null;
  const digits = end - index;
  if (digits === 1) return readScientific(text, index);
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

const scientific = /\d\.(\d{1,18})e\+09(?![\w.])/y;
/** `1.7145648001234567e+09`, seconds as Go's zap prints them for a console. */
const readScientific = (text: string, index: number): Reading | null => {
  scientific.lastIndex = index;
  const found = scientific.exec(text);
  if (found === null) return null;
  return give('full', Number(found[0]), 10 ** -Math.min(6, Math.max(0, (found[1] ?? '').length - 9)), scientific.lastIndex);
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
