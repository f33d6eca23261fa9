import type { Bytes, Seconds } from '../model/units.js';

/** `90 ms`, `3.5 s`, `83.1 s`, `12 min 5 s`, `2 h 3 min`: as exact as a reader needs. */
export const formatSeconds = (seconds: Seconds): string => {
  if (seconds < 0) return `-${formatSeconds(-seconds)}`;
  if (seconds === 0) return '0 s';
  if (seconds < 0.0095) return `${(seconds * 1000).toFixed(1)} ms`;
  if (seconds < 0.9995) return `${(seconds * 1000).toFixed(0)} ms`;
  if (seconds < 9.995) return `${seconds.toFixed(2).replace(/0$/, '')} s`;
  if (seconds < 599.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 3599.5) return `${Math.floor(Math.round(seconds) / 60)} min ${Math.round(seconds) % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** `44–57 s`, `2.3 s`, `0.9–1.2 s`: both ends in the unit of the larger one. */
export const formatRange = (low: Seconds, high: Seconds): string => {
  const [text, same] = [formatSeconds(high), formatSeconds(low)];
  if (text === same) return text;
  const unit = text.slice(text.indexOf(' '));
  if (high >= 599.95) {
    const [unitSeconds, name] = high < 7200 ? [60, 'min'] : [3600, 'h'];
    return `${(low / unitSeconds).toFixed(low < 10 * unitSeconds ? 1 : 0)}–${(high / unitSeconds).toFixed(high < 10 * unitSeconds ? 1 : 0)} ${name}`;
  }
  if (high < 0.9995) return `${(low * 1000).toFixed(0)}–${(high * 1000).toFixed(0)}${unit}`;
  const digits = high < 9.995 ? 1 : 0;
  const [from, to] = [low.toFixed(digits), high.toFixed(digits)];
  return from === to ? `${to}${unit}` : `${from}–${to}${unit}`;
};

/** `74 %`, `<1 %`. */
export const formatShare = (share: number): string => (share > 0 && share < 0.005 ? '<1 %' : `${Math.round(share * 100)} %`);

/** `14.2 GiB`, `512 MiB`. */
export const formatBytes = (bytes: Bytes): string => {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? 'B'}`;
};

/** `29×`, `1.2×`. */
export const formatRatio = (ratio: number): string => `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}×`;
