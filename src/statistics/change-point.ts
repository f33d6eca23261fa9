import { sorted } from './sorted.js';

/** Where values move to another level, and how likely chance alone moves them as far. */
export type ChangePoint = {
  /** Of the first value of the new level. */
  readonly at: number;
  readonly p: number;
};

/** Ranks from 1 on; equal values share the mean of theirs. */
const ranksOf = (values: readonly number[]): number[] => {
  const order = sorted(values);
  const rank = new Map<number, number>();
  for (let from = 0; from < order.length; ) {
    const value = order[from] ?? 0;
    let to = from;
    while (order[to] === value) to += 1;
    rank.set(value, (from + 1 + to) / 2);
    from = to;
  }
  return values.map((value) => rank.get(value) ?? 0);
};

/**
 * The likeliest change of level in a series, by ranks: Pettitt's test (A. N. Pettitt, "A non-parametric approach to the change-point problem",
 * Applied Statistics 28, 1979), with his approximation of its probability, which is cautious for few values. Null for fewer than two values.
 */
export function changePoint(values: readonly number[]): ChangePoint | null {
  const count = values.length;
  if (count < 2) return null;
  const ranks = ranksOf(values);
  let sum = 0;
  let best = { at: 1, reach: -1 };
  for (let at = 1; at < count; at += 1) {
    sum += ranks[at - 1] ?? 0;
    const reach = Math.abs(2 * sum - at * (count + 1));
    if (reach > best.reach) best = { at, reach };
  }
  return { at: best.at, p: Math.min(1, 2 * Math.exp((-6 * best.reach ** 2) / (count ** 3 + count ** 2))) };
}

/**
 * The first value of the last level of a series: after the last change that chance does not explain at the level `alpha`. What comes before it
 * is no steady state. 0 where there is no change.
 */
export function steadyFrom(values: readonly number[], alpha: number): number {
  const found = changePoint(values);
  if (found === null || found.p >= alpha) return 0;
  return found.at + steadyFrom(values.slice(found.at), alpha);
}
