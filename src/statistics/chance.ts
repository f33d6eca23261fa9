import { permutationTest } from './permutation.js';
import { predictionTest } from './prediction.js';

/** How far chance alone explains a change; not yet corrected for other budgets. */
export type Chance = {
  /** One new run against a baseline, or several. */
  readonly method: 'permutation' | 'prediction';
  /** How often chance alone would look at least this much slower, one-sided. */
  readonly p: number;
  /** The same for faster. */
  readonly pFaster: number;
};

/** How far chance explains what lies between two samples of independent values, one a rollout; neither is empty. */
export function chanceOf(before: readonly number[], after: readonly number[], seed?: number): Chance {
  const [first] = after;
  if (after.length === 1 && first !== undefined) {
    const { pSlower, pFaster } = predictionTest(before, first);
    return { method: 'prediction', p: pSlower, pFaster };
  }
  const { pSlower, pFaster } = permutationTest(before, after, seed);
  return { method: 'permutation', p: pSlower, pFaster };
}
