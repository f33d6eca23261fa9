/**
 * The smallest p-value that a permutation test of so many runs can give, however slow the new ones are: one split of all
 * `C(before + after, after)`; 1 where a sample is empty. One new run against m has p ≥ 1 / (m + 1).
 */
export function smallestP(before: number, after: number): number {
  let splits = 1;
  // Each product is a binomial coefficient, so the division leaves no remainder.
  for (let taken = 1; taken <= Math.min(before, after); taken += 1) splits = (splits * (Math.max(before, after) + taken)) / taken;
  return 1 / splits;
}

/** The fewest runs of the baseline with which so many new runs can be found slower at the level `alpha`. */
export function smallestBaseline(alpha: number, runs = 1): number {
  let before = 1;
  while (smallestP(before, runs) > alpha) before += 1;
  return before;
}
