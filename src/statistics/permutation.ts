import { countBelow } from './count-below.js';
import { exactSize, mannWhitneyCounts } from './mann-whitney.js';
import { type Random, randomSource } from './random.js';

/** One-sided p-values: how often chance alone makes the second sample look at least this much slower, or faster, than the first. */
export type PermutationTest = { readonly pSlower: number; readonly pFaster: number; readonly method: 'exact' | 'monte-carlo' };

/** Additions that the exact count of tied samples may take, about a quarter of a second; 60 against 60 stays below. */
const exactAdditions = 100_000_000;

const draws = 19_999;

/**
 * The permutation test on the sum of ranks: all ways to split the pooled values into samples of these sizes are equally likely where
 * nothing changed, whatever the distribution, its tail or its number of modes. Values must be independent (one a rollout).
 *
 * Ranks, because of docs/gate-power.md: within a few points of means where starts are regular, far ahead of them where some starts
 * straggle or find a warm page cache, and ahead of medians everywhere. Without ties the count of splits is that of Mann and Whitney; with ties it is counted sum by sum (Streitberg and
 * Röhmel, Exact Distributions for Permutation and Rank Tests, 1986). Only samples of hundreds are drawn at random: then
 * p = (hits + 1) / (draws + 1), which is never too small (Phipson and Smyth, 2010).
 */
export function permutationTest(before: readonly number[], after: readonly number[], seed = 1): PermutationTest {
  const pooled = Float64Array.from([...before, ...after]).sort();
  const sum = total(after.map((value) => doubledRank(pooled, value)));
  const isUntied = pooled.every((value, place) => value !== pooled[place + 1]);
  if (isUntied && Math.min(before.length, after.length) <= exactSize) {
    return fromCounts(mannWhitneyCounts(before.length, after.length), sum / 2 - triangle(after.length));
  }
  const ranks = Array.from(pooled, (value) => doubledRank(pooled, value));
  const largest = total(ranks.slice(before.length));
  if (ranks.length * after.length * largest <= exactAdditions) return fromCounts(sumCounts(ranks, after.length, largest), sum);
  return fromDraws(ranks, after.length, sum, randomSource(seed));
}

/** Twice the rank of a value among all, from 2 on, ties sharing the mean of theirs: a whole number. */
function doubledRank(pooled: Float64Array, value: number): number {
  return countBelow(pooled, (other) => other < value) + countBelow(pooled, (other) => other <= value) + 1;
}

/** How many choices of `size` ranks have each sum, up to the `largest` one. */
function sumCounts(ranks: readonly number[], size: number, largest: number): Float64Array {
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
  const [none] = counts;
  if (none !== undefined) none[0] = 1;
  ranks.forEach((rank, seen) => {
    for (let taken = Math.min(size, seen + 1); taken > 0; taken -= 1) addShifted(counts[taken], counts[taken - 1], rank);
  });
  return counts[size] ?? new Float64Array();
}

function addShifted(into: Float64Array | undefined, from: Float64Array | undefined, shift: number): void {
  if (into === undefined || from === undefined) return;
  for (let sum = shift; sum < into.length; sum += 1) into[sum] = (into[sum] ?? 0) + (from[sum - shift] ?? 0);
}

function fromCounts(counts: Float64Array, observed: number): PermutationTest {
  const splits = total(counts);
  return { pSlower: total(counts.subarray(observed)) / splits, pFaster: total(counts.subarray(0, observed + 1)) / splits, method: 'exact' };
}

function fromDraws(ranks: readonly number[], size: number, observed: number, random: Random): PermutationTest {
  const pool = [...ranks];
  let slower = 1;
  let faster = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    const sum = drawnSum(pool, size, random);
    if (sum >= observed) slower += 1;
    if (sum <= observed) faster += 1;
  }
  return { pSlower: slower / (draws + 1), pFaster: faster / (draws + 1), method: 'monte-carlo' };
}

/** The sum of `size` ranks drawn without putting back; shuffles the pool. */
function drawnSum(pool: number[], size: number, random: Random): number {
  let sum = 0;
  for (let place = 0; place < size; place += 1) {
    const chosen = place + Math.floor(random() * (pool.length - place));
    const rank = pool[chosen] ?? 0;
    pool[chosen] = pool[place] ?? 0;
    pool[place] = rank;
    sum += rank;
  }
  return sum;
}

function triangle(count: number): number {
  return (count * (count + 1)) / 2;
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < values.length; place += 1) sum += values[place] ?? 0;
  return sum;
}
