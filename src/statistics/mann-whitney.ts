/** Up to this size of the smaller sample the counts are exact to nine digits; from 300 on the subtractions would eat them up. */
export const exactSize = 200;

/**
 * How many splits give each value of U, the number of pairs (one of `m`, one of `n`) in which the second is the larger, where no two
 * values are equal: whole numbers while doubles hold them. Where both samples are larger than `exactSize`, in proportion only, by the
 * normal distribution that U then follows.
 *
 * The generating function is the Gaussian binomial coefficient (Mann and Whitney, Annals of Mathematical Statistics 18, 1947),
 * multiplied up factor by factor.
 */
export function mannWhitneyCounts(m: number, n: number): Float64Array {
  const small = Math.min(m, n);
  const large = Math.max(m, n);
  const known = counted.get(`${small},${large}`);
  if (known !== undefined) return known;
  const counts = small > exactSize ? normalCounts(m, n) : exactCounts(small, large);
  counted.set(`${small},${large}`, counts);
  return counts;
}

/** A gate asks for the same two sizes for each of its budgets. */
const counted = new Map<string, Float64Array>();

function normalCounts(m: number, n: number): Float64Array {
  const variance = (m * n * (m + n + 1)) / 12;
  return new Float64Array(m * n + 1).map((_, u) => Math.exp(-((u - (m * n) / 2) ** 2) / (2 * variance)));
}

function exactCounts(small: number, large: number): Float64Array {
  const counts = new Float64Array(small * large + 1);
  counts[0] = 1;
  for (let factor = 1; factor <= small; factor += 1) multiply(counts, large, factor);
  return counts;
}

/** Times (1 − q^(large + factor)) / (1 − q^factor). What falls is made the mirror of what rises, where hardly a digit is lost. */
function multiply(counts: Float64Array, large: number, factor: number): void {
  const top = large * factor;
  for (let power = top; power >= large + factor; power -= 1) counts[power] = at(counts, power) - at(counts, power - large - factor);
  for (let power = factor; power <= top; power += 1) counts[power] = at(counts, power) + at(counts, power - factor);
  for (let power = 0; power * 2 < top; power += 1) counts[top - power] = at(counts, power);
}

function at(counts: Float64Array, power: number): number {
  return counts[power] ?? 0;
}
