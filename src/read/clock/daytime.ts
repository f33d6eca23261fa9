import { afterDigits, digitAt, twoDigitsAt } from '../digits.js';

/** Readers that leave what they read in this module's variables, so that no line makes an object. */

const tenths = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];

/** The fraction of a second that was read last, and the step of its last digit. */
export let fraction = 0;
export let fractionStep = 1;
/** Reads `.123`, `,123`, `-123456` (Python's `%H:%M:%S-%f`), `:123` at an index into `fraction` and `fractionStep`; gives the index after it. */
export const readFraction = (text: string, index: number): number => {
  fraction = 0;
  fractionStep = 1;
  const mark = text.charCodeAt(index);
  if ((mark !== 46 && mark !== 44 && mark !== 45 && mark !== 58) || digitAt(text, index + 1) < 0) return index;
  const end = afterDigits(text, index + 1);
  if (mark === 58 && (end !== index + 4 || text.charCodeAt(end) === 58)) return index;
  // A zone such as `-0530` is none.
  if (mark === 45 && end !== index + 7) return index;
  const digits = Math.min(end - index - 1, 9);
  let value = 0;
  for (let at = index + 1; at <= index + digits; at += 1) value = value * 10 + digitAt(text, at);
  fractionStep = tenths[digits] ?? 1;
  fraction = value * fractionStep;
  return end;
};

/** The time of day that was read last, in seconds since midnight, and its step. */
export let daytime = 0;
export let daytimeStep = 1;
/** Reads `15:04:05`, `15:04:05.123`, `15:04` (if `minutes`) into `daytime`; gives the index after it, or -1. */
export const readDaytime = (text: string, index: number, minutes: boolean): number => {
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

/** The zone that was read last, in seconds east of UTC. */
export let zone = 0;
/** Reads `+02:00`, `+0200`, `+02` into `zone`; gives the index after it, or -1. */
const readOffset = (text: string, at: number, minutesNeeded: boolean): number => {
  const sign = text.charCodeAt(at);
  if (sign !== 43 && sign !== 45) return -1;
  const hours = twoDigitsAt(text, at + 1);
  if (hours < 0 || hours > 14) return -1;
  const colon = text.charCodeAt(at + 3) === 58;
  const minutes = twoDigitsAt(text, at + (colon ? 4 : 3));
  const end = minutes < 0 ? at + 3 : at + (colon ? 6 : 5);
  if (digitAt(text, end) >= 0 || minutes > 59 || (minutes < 0 && (minutesNeeded || colon))) return -1;
  zone = (sign === 43 ? 1 : -1) * (hours * 3600 + Math.max(minutes, 0) * 60);
  return end;
};

/** Reads `Z`, `+02:00`, ` +0000`, ` UTC`, ` GMT+0200` into `zone` (seconds east); gives the index after it, or -1 where there is none. */
export const readZone = (text: string, index: number): number => {
  zone = 0;
  const code = text.charCodeAt(index);
  if (code === 90) return index + 1;
  const at = code === 32 ? index + 1 : index;
  if (code !== 32 || !(text.startsWith('UTC', at) || text.startsWith('GMT', at))) return readOffset(text, at, code === 32);
  const behind = readOffset(text, at + 3, true);
  return behind < 0 ? at + 3 : behind;
};
