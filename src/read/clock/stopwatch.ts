import { afterDigits, twoDigitsAt } from '../digits.js';
import { fraction, fractionStep, readFraction } from './daytime.js';
import { give, type Reading } from './reading.js';

/** GStreamer's `0:00:49.976836324`: hours without a leading zero and nine decimals, since the start. */
export const readStopwatchHours = (text: string, index: number): Reading | null => {
  const hoursEnd = afterDigits(text, index);
  if (hoursEnd === index || hoursEnd > index + 3 || text.charCodeAt(hoursEnd) !== 58 || text.charCodeAt(hoursEnd + 3) !== 58) return null;
  const minutes = twoDigitsAt(text, hoursEnd + 1);
  const seconds = twoDigitsAt(text, hoursEnd + 4);
  const end = readFraction(text, hoursEnd + 6);
  if (minutes < 0 || seconds < 0 || end - hoursEnd !== 16) return null;
  return give('stopwatch', Number(text.slice(index, hoursEnd)) * 3600 + minutes * 60 + seconds + fraction, fractionStep, end);
};

/** Four numbers as an address of IPv4 has them, which llama.cpp's pads with zeros. */
const address = /(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}(?!\d| [IWED] )/y;

/** llama.cpp's `0.00.035.060`: minutes, seconds, milliseconds, microseconds since the start. What may be an address needs the level behind it. */
export const readStopwatchDots = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  if (end === index || end > index + 4 || text.charCodeAt(end) !== 46 || text.charCodeAt(end + 3) !== 46 || text.charCodeAt(end + 7) !== 46) return null;
  const seconds = twoDigitsAt(text, end + 1);
  const after = afterDigits(text, end + 8);
  if (seconds < 0 || afterDigits(text, end + 4) !== end + 7 || after !== end + 11) return null;
  address.lastIndex = index;
  if (address.test(text)) return null;
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
