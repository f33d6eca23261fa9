import type { Estimate, ForecastWindow } from '../../model/simulation.js';
import type { Seconds } from '../../model/units.js';
import type { Palette } from '../drawing/palette.js';

const steps = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

export type CurveScale = { readonly leastSeconds: Seconds; readonly mostSeconds: Seconds; readonly boundSeconds: Seconds };

/** A curve in one line of at most `columns` characters: of the windows that a character stands for the worst one; `×` where requests are lost. */
export const curve = (
  windows: readonly ForecastWindow[],
  pick: (window: ForecastWindow) => Estimate,
  scale: CurveScale,
  columns: number,
  palette: Palette,
): string => {
  const count = Math.min(columns, windows.length);
  const cells = Array.from({ length: count }, (_, cell) => {
    const inside = windows.slice(Math.floor((cell * windows.length) / count), Math.floor(((cell + 1) * windows.length) / count));
    return inside.map((window) => ({ value: pick(window).value, requests: window.requests })).filter(({ requests }) => requests > 0);
  });
  return cells.map((inside) => glyph(inside, scale, palette)).join('');
};

const glyph = (inside: readonly { readonly value: number | null }[], { leastSeconds, mostSeconds, boundSeconds }: CurveScale, palette: Palette): string => {
  if (inside.length === 0) return ' ';
  const worst = inside.reduce((most, { value }) => Math.max(most, value ?? Number.POSITIVE_INFINITY), 0);
  if (worst === Number.POSITIVE_INFINITY) return palette.error('×');
  // Latencies of a cold start are tens of times those of a warm one: on a plain scale only the peak would show.
  const height = mostSeconds <= leastSeconds ? 0 : Math.log(Math.max(worst, leastSeconds) / leastSeconds) / Math.log(mostSeconds / leastSeconds);
  const step = steps[Math.min(steps.length - 1, Math.floor(height * steps.length))] ?? ' ';
  return worst > boundSeconds ? palette.warning(step) : palette.good(step);
};

/** The least and the most that any of the windows reaches, for curves that can be laid side by side. */
export const scaleOf = (all: readonly (readonly ForecastWindow[])[], pick: (window: ForecastWindow) => Estimate, boundSeconds: Seconds): CurveScale => {
  const values = all.flat().flatMap((window) => pick(window).value ?? []);
  return {
    leastSeconds: values.reduce((least, value) => Math.min(least, value), boundSeconds),
    mostSeconds: values.reduce((most, value) => Math.max(most, value), boundSeconds),
    boundSeconds,
  };
};
