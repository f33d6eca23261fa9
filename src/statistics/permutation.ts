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
 * Ranks, because of docs/gate-power.md: as good as means where starts are regular, and far ahead of means and medians where some hit a
 * warm page cache. Without ties the count of splits is that of Mann and Whitney; with ties it is counted sum by sum (Streitberg and
 * Röhmel, Exact Distributions for Permutation and Rank Tests, 1986). Only samples of hundreds are drawn at random: then
 * p = (hits + 1) / (draws + 1), which is never too small (Phipson and Smyth, 2010).
 */
export function permutationTest(before: readonly number[], after: readonly number[], seed = 1): PermutationTest {
  const ranks = doubledRanks([...before, ...after]);
  const afterRanks = ranks.slice(before.length);
  const sum = total(afterRanks);
  const isUntied = new Set(ranks).size === ranks.length;
  if (isUntied && Math.min(before.length, after.length) <= exactSize) {
    return fromCounts(mannWhitneyCounts(before.length, after.length), sum / 2 - triangle(after.length));
  }
  const largest = total([...ranks].sort((a, b) => b - a).slice(0, after.length));
  if (ranks.length * after.length * largest <= exactAdditions) return fromCounts(sumCounts(ranks, after.length, largest), sum);
  return fromDraws(ranks, after.length, sum, randomSource(seed));
}

/** Twice the rank of each value, from 2 on, ties sharing the mean of theirs: whole numbers. */
function doubledRanks(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let first = 0; first < order.length; ) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1] ?? 0] === values[order[first] ?? 0]) last += 1;
    for (const place of order.slice(first, last + 1)) ranks[place] = first + last + 2;
    first = last + 1;
  }
  return ranks;
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

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
