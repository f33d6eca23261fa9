import { quantityIfGiven } from '../../gate/policy/quantity.js';
import type { Scatter } from './scenario.js';

/** How times scatter: `fixed`, `exponential`, a coefficient of variation, or the usual one. */
export const scatterOf = (given: string | number | undefined, usual: number): Scatter => {
  if (given === 'fixed' || given === 'exponential') return { kind: given };
  const variation = quantityIfGiven(given, 'share') ?? usual;
  return variation === 0 ? { kind: 'fixed' } : { kind: 'lognormal', variation };
};
