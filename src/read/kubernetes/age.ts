import type { Seconds } from '../../model/units.js';

/** How long ago something was, as kubectl words it; `resolution` is the smallest unit that it names. */
export type Age = { readonly seconds: Seconds; readonly resolution: Seconds };

const year = 31_536_000;
/** Older than any cluster: on so long a clock seconds would be too small to count. */
const oldestSeconds = 100 * year;

const units: readonly (readonly [string, number])[] = [
  ['y', year],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
];
const part = /(\d+)([ydhms])/g;

/** `2m12s`, `7d3h`, `2y45d`; null for `<unknown>`. kubectl leaves out the smaller units of what is long ago. */
export const ageOf = (text: string): Age | null => {
  let seconds = 0;
  let resolution = 0;
  for (const [, count, unit] of text.matchAll(part)) {
    const size = units.find(([name]) => name === unit)?.[1] ?? 1;
    seconds += Number(count) * size;
    resolution = size;
  }
  return resolution === 0 || seconds > oldestSeconds ? null : { seconds, resolution };
};

/** Seconds as kubectl writes an age: `2m12s`, `5h3m`, `2d4h`. */
export const ageText = (seconds: Seconds): string => {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 120) return `${whole}s`;
  const first = units.findIndex(([, size]) => whole >= size);
  const [name, size] = units[first] ?? ['s', 1];
  const [lower, lowerSize] = units[first + 1] ?? ['', 1];
  const rest = Math.floor((whole % size) / lowerSize);
  return `${Math.floor(whole / size)}${name}${rest > 0 ? `${rest}${lower}` : ''}`;
};
