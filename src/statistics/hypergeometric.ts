/**
 * How often chance alone puts at least `hits` of `marked` things among `drawn` of `all`: the one-sided test of Fisher (Statistical Methods for
 * Research Workers, 1934) that a mark is more frequent in a part than in the rest.
 */
export const hypergeometricTail = (all: number, marked: number, drawn: number, hits: number): number => {
  const most = Math.min(marked, drawn);
  const least = Math.max(0, drawn + marked - all);
  if (hits <= least) return 1;
  if (hits > most) return 0;
  const chanceOf = (count: number): number => Math.exp(logChoose(marked, count) + logChoose(all - marked, drawn - count) - logChoose(all, drawn));
  /** The chance of one hit more, in times of that of `count`. */
  const next = (count: number): number => ((marked - count) * (drawn - count)) / ((count + 1) * (all - marked - drawn + count + 1));
  // Away from the most likely count the terms fall ever faster: from there outwards few of them matter.
  const isAboveMode = next(hits - 1) < 1;
  const sum = isAboveMode ? sumOf(chanceOf(hits), hits, most, 1, next) : sumOf(chanceOf(hits - 1), hits - 1, least, -1, (count) => 1 / next(count - 1));
  return Math.min(1, Math.max(0, isAboveMode ? sum : 1 - sum));
};

/** Terms from one count to another, each the last one times a factor below 1, until they are lost in the sum's last digit. */
const sumOf = (first: number, from: number, to: number, step: 1 | -1, factor: (count: number) => number): number => {
  let [sum, term] = [first, first];
  for (let count = from; count !== to && term > sum * Number.EPSILON; count += step) {
    term *= factor(count);
    sum += term;
  }
  return sum;
};

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

const known = [0, 0];

/** Kept as a table up to some size, from there on by Stirling's series, which is exact to a double's digits. */
const logFactorial = (n: number): number => {
  if (n > 1000) return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  for (let next = known.length; next <= n; next++) known.push((known[next - 1] ?? 0) + Math.log(next));
  return known[n] ?? 0;
};
