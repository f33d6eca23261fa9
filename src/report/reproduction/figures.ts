import type { Difference, Median } from '../../model/reproduction.js';
import type { Seconds } from '../../model/units.js';
import type { Paint, Palette } from '../drawing/palette.js';

type Unit = { readonly name: 's' | 'ms'; readonly perSecond: number };

const unitOf = (seconds: Seconds): Unit => (Math.abs(seconds) >= 0.9995 ? { name: 's', perSecond: 1 } : { name: 'ms', perSecond: 1000 });

/** Three digits, since what is measured here is small and has an interval. */
const digits = (value: number): string => value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);

/** `0.12 ms`, `34.2 ms`, `290 ms`, `1.25 s`. */
export const exactSeconds = (seconds: Seconds): string => {
  const { name, perSecond } = unitOf(seconds);
  return `${digits(seconds * perSecond)} ${name}`;
};

/** `34.2 ms (33.1–36.0)`; the interval is left out where there is none. */
export const medianText = ({ seconds, low, high }: Median): string => {
  if (low === null || high === null) return exactSeconds(seconds);
  const { perSecond } = unitOf(seconds);
  return `${exactSeconds(seconds)} (${digits(low * perSecond)}–${digits(high * perSecond)})`;
};

/** `+6.61 ms`, and in brackets why it may be nothing; empty where nothing was compared. */
export const differenceText = (difference: Difference | null): string => {
  if (difference === null) return '';
  const { seconds, verdict } = difference;
  const amount = `${seconds > 0 ? '+' : seconds < 0 ? '−' : '±'}${exactSeconds(Math.abs(seconds))}`;
  if (verdict === 'clear') return amount;
  return `${amount} (${verdict === 'noise' ? 'noise' : 'too few'})`;
};

/** ` (−120 to −90 ms)`; empty where there is no interval, or where chance is named already. */
export const intervalText = ({ seconds, low, high, verdict }: Difference): string => {
  if (low === null || high === null || verdict !== 'clear') return '';
  const { name, perSecond } = unitOf(seconds);
  const signed = (bound: number): string => `${bound < 0 ? '−' : '+'}${digits(Math.abs(bound * perSecond))}`;
  return ` (${signed(low)} to ${signed(high)} ${name})`;
};

/** Only what is clear stands out. */
export const differencePaint = (difference: Difference | null, palette: Palette): Paint => {
  if (difference?.verdict !== 'clear') return palette.faint;
  return difference.seconds > 0 ? palette.warning : palette.good;
};
