import { sorted } from '../../../src/statistics/sorted.js';

/** With fewer values chance makes groups of anything. */
export const fewestForGroups = 8;

/**
 * Values that fall into two groups, as with a page cache that is warm or cold: lower ones and upper ones, at least two each; null where
 * there is no sign of it. A hint, no test: the best cut explains nine tenths of the variance, which takes about one in twenty samples
 * of ten without groups, and fewer the more values there are.
 */
export function twoGroups(values: readonly number[]): [number[], number[]] | null {
  if (values.length < fewestForGroups) return null;
  const ascending = sorted(values);
  const whole = squares(ascending);
  let best: { readonly within: number; readonly cut: number } = { within: whole, cut: 0 };
  for (let cut = 2; cut <= ascending.length - 2; cut += 1) {
    const within = squares(ascending.slice(0, cut)) + squares(ascending.slice(cut));
    if (within < best.within) best = { within, cut };
  }
  return best.cut > 0 && best.within <= 0.1 * whole ? [ascending.slice(0, best.cut), ascending.slice(best.cut)] : null;
}

/** The sum of squared distances from the mean. */
function squares(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
