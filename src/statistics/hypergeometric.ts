/**
 * How often chance alone puts at least `hits` of `marked` things among `drawn` of `all`: the one-sided test of Fisher (Statistical Methods for
 * Research Workers, 1934) that a mark is more frequent in a part than in the rest.
 */
export const hypergeometricTail = (all: number, marked: number, drawn: number, hits: number): number => {
  const most = Math.min(marked, drawn);
  const least = Math.max(0, drawn + marked - all);
  if (hits <= least) return 1;
  let tail = 0;
  for (let count = hits; count <= most; count++) tail += Math.exp(logChoose(marked, count) + logChoose(all - marked, drawn - count) - logChoose(all, drawn));
  return Math.min(1, tail);
};

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

const known = [0, 0];

/** Kept as a table up to some size, from there on by Stirling's series, which is exact to a double's digits. */
const logFactorial = (n: number): number => {
  if (n > 1000) return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  for (let next = known.length; next <= n; next++) known.push((known[next - 1] ?? 0) + Math.log(next));
  return known[n] ?? 0;
};
