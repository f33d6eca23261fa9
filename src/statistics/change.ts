import { hodgesLehmann } from './hodges-lehmann.js';
import { permutationTest } from './permutation.js';
import { predictionTest } from './prediction.js';
import { median } from './quantile.js';
import { smallestBaseline, smallestP } from './smallest-p.js';

/** One rollout's replicas, in seconds or any other unit of which less is better, 0 or more. */
export type Rollout = readonly number[];

/** How far `after` is from `before` (above: slower), with 95 % intervals; a bound is infinite where the runs are too few for one. */
export type ShiftEstimate = {
  /** In the unit of the values. */
  readonly shift: number;
  readonly low: number;
  readonly high: number;
  /** As a share: 0.2 is a fifth slower. At least -1; infinite where it was nothing before. */
  readonly relative: number;
  readonly relativeLow: number;
  readonly relativeHigh: number;
};

export type Change =
  | (ShiftEstimate & {
      readonly kind: 'tested';
      /** One new rollout against a baseline, or several. */
      readonly method: 'permutation' | 'prediction';
      /** How often chance alone would look at least this much slower, one-sided; not yet corrected for the other budgets. */
      readonly p: number;
      /** The same for faster. */
      readonly pFaster: number;
    })
  | {
      readonly kind: 'too-few';
      /** Rollouts before and after that have a value. */
      readonly before: number;
      readonly after: number;
      /** Rollouts that the baseline must have for so many new ones (at least one) to be judged at this level. */
      readonly needed: number;
      /** Null where there is nothing on one side. */
      readonly estimate: ShiftEstimate | null;
    };

/**
 * Whether values moved between two sets of rollouts, beyond what chance explains at the one-sided level `alpha` (0 to 1): where several
 * budgets are judged together, `familyAlpha`, and `holm` over the p-values. Replicas of one rollout share its node, cache and hour, so
 * each rollout counts once, by its median. Rollouts without replicas are left out.
 */
export function changeBetween(before: readonly Rollout[], after: readonly Rollout[], options: { readonly alpha: number; readonly seed?: number }): Change {
  const old = rolloutMedians(before);
  const recent = rolloutMedians(after);
  const [first] = recent;
  const estimate = old.length === 0 || first === undefined ? null : estimateOf(old, recent);
  if (estimate === null || smallestP(old.length, recent.length) > options.alpha) {
    const needed = smallestBaseline(options.alpha, Math.max(1, recent.length));
    return { kind: 'too-few', before: old.length, after: recent.length, needed, estimate };
  }
  if (recent.length === 1 && first !== undefined) {
    const { pSlower, pFaster } = predictionTest(old, first);
    return { kind: 'tested', method: 'prediction', ...estimate, p: pSlower, pFaster };
  }
  const { pSlower, pFaster } = permutationTest(old, recent, options.seed);
  return { kind: 'tested', method: 'permutation', ...estimate, p: pSlower, pFaster };
}

function rolloutMedians(rollouts: readonly Rollout[]): number[] {
  return rollouts.filter((replicas) => replicas.length > 0).map(median);
}

function estimateOf(before: readonly number[], after: readonly number[]): ShiftEstimate {
  const { absolute, relative } = hodgesLehmann(before, after);
  return {
    shift: absolute.estimate,
    low: absolute.low,
    high: absolute.high,
    relative: relative.estimate,
    relativeLow: relative.low,
    relativeHigh: relative.high,
  };
}
