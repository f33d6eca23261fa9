import { type Chance, chanceOf } from './chance.js';
import { hodgesLehmann } from './hodges-lehmann.js';
import { type Rollout, rolloutMedians } from './rollouts.js';
import { smallestBaseline, smallestP } from './smallest-p.js';

export type { Rollout };

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
  | (ShiftEstimate & Chance & { readonly kind: 'tested' })
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
 * budgets are judged together, `alpha` is their `familyAlpha`, and `holm` goes over the p-values. Each rollout counts once, by its
 * median replica. The seed matters only for hundreds of rollouts.
 */
export function changeBetween(before: readonly Rollout[], after: readonly Rollout[], options: { readonly alpha: number; readonly seed?: number }): Change {
  const old = rolloutMedians(before);
  const recent = rolloutMedians(after);
  const estimate = old.length === 0 || recent.length === 0 ? null : estimateOf(old, recent);
  if (estimate === null || smallestP(old.length, recent.length) > options.alpha) {
    const needed = smallestBaseline(options.alpha, Math.max(1, recent.length));
    return { kind: 'too-few', before: old.length, after: recent.length, needed, estimate };
  }
  return { kind: 'tested', ...estimate, ...chanceOf(old, recent, options.seed) };
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
