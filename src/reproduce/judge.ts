import type { Difference } from '../model/reproduction.js';
import { hodgesLehmann } from '../statistics/hodges-lehmann.js';
import { holm } from '../statistics/holm.js';
import { medianInterval } from '../statistics/median-interval.js';
import { permutationTest } from '../statistics/permutation.js';
import { smallestP } from '../statistics/smallest-p.js';

/** Two samples in seconds, and the same two of a condition against itself, where there is such a one. */
export type Pair = {
  readonly base: readonly number[];
  readonly other: readonly number[];
  readonly noise: { readonly base: readonly number[]; readonly other: readonly number[] } | null;
};

const alpha = 0.05;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const twoSidedP = ({ base, other }: Pair): number => {
  const { pSlower, pFaster } = permutationTest(base, other);
  return Math.min(1, 2 * Math.min(pSlower, pFaster));
};

/**
 * How far `other` is above `base` in each pair: `clear` where chance does not explain it at 5 % over all pairs together (Holm) and it is
 * more than what the reference differs by from itself. So an identical condition is called clear in one of twenty runs at most.
 */
export function judgePairs(pairs: readonly Pair[]): Difference[] {
  const adjusted = holm(pairs.map((pair) => (pair.base.length === 0 || pair.other.length === 0 ? 1 : twoSidedP(pair))));
  return pairs.map(({ base, other, noise }, place) => {
    const { absolute } = hodgesLehmann(base, other);
    const isFew = base.length === 0 || other.length === 0 || 2 * smallestP(base.length, other.length) * pairs.length > alpha;
    const floor =
      noise === null || noise.base.length === 0 || noise.other.length === 0 ? 0 : Math.abs(hodgesLehmann(noise.base, noise.other).absolute.estimate);
    const isClear = (adjusted[place] ?? 1) < alpha && Math.abs(absolute.estimate) > floor;
    return {
      seconds: finite(absolute.estimate) ?? 0,
      low: finite(absolute.low),
      high: finite(absolute.high),
      verdict: isFew ? 'too-few' : isClear ? 'clear' : 'noise',
    };
  });
}

/** The median of differences that were each taken within one process: `clear` where its 95 % interval leaves out zero. */
export function judgeWithin(differences: readonly number[]): Difference {
  const { estimate, low, high } = medianInterval(differences);
  const isFew = !Number.isFinite(low) || !Number.isFinite(high);
  return { seconds: finite(estimate) ?? 0, low: finite(low), high: finite(high), verdict: isFew ? 'too-few' : low > 0 || high < 0 ? 'clear' : 'noise' };
}
