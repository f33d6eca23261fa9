import { permutationTest } from '../../../src/statistics/permutation.js';
import type { Random } from '../../../src/statistics/random.js';
import { rolloutMedians } from '../../../src/statistics/rollouts.js';
import type { StartKind } from './start-kinds.js';

const draws = 1999;

/** How often a permutation test at one level finds the change, by the statistic that it compares: means, medians, ranks. */
export type Compared = { readonly means: number; readonly medians: number; readonly ranks: number };

export function compareStatistics(situation: { kind: StartKind; runs: number; slower: number; level: number }, trials: number, random: Random): Compared {
  const { kind, runs, slower, level } = situation;
  const sample = () => rolloutMedians(Array.from({ length: runs }, () => kind.rollout(random)));
  const found = { means: 0, medians: 0, ranks: 0 };
  for (let trial = 0; trial < trials; trial += 1) {
    const before = sample();
    const after = sample().map((value) => value * (1 + slower));
    const drawn = byDrawing(before, after, random);
    if (drawn.means <= level) found.means += 1;
    if (drawn.medians <= level) found.medians += 1;
    if (permutationTest(before, after).pSlower <= level) found.ranks += 1;
  }
  return { means: found.means / trials, medians: found.medians / trials, ranks: found.ranks / trials };
}

/** One-sided p-values of the differences of means and of medians, over splits drawn at random. */
function byDrawing(before: readonly number[], after: readonly number[], random: Random): { means: number; medians: number } {
  const pool = Float64Array.of(...before, ...after);
  const observed = differences(pool, before.length);
  let means = 1;
  let medians = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    shuffle(pool, random);
    const drawn = differences(pool, before.length);
    if (drawn.means >= observed.means - rounding) means += 1;
    if (drawn.medians >= observed.medians - rounding) medians += 1;
  }
  return { means: means / (draws + 1), medians: medians / (draws + 1) };
}

/** Rounding must not hide a split that says the same. */
const rounding = 1e-12;

function differences(pool: Float64Array, size: number): { means: number; medians: number } {
  const before = pool.slice(0, size).sort();
  const after = pool.slice(size).sort();
  return { means: mean(after) - mean(before), medians: middle(after) - middle(before) };
}

function shuffle(pool: Float64Array, random: Random): void {
  for (let last = pool.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const value = pool[last] ?? 0;
    pool[last] = pool[other] ?? 0;
    pool[other] = value;
  }
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The median of ascending values. */
function middle(values: Float64Array): number {
  return ((values[(values.length - 1) >> 1] ?? 0) + (values[values.length >> 1] ?? 0)) / 2;
}
