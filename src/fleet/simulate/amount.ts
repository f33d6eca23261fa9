import { quantityOf } from '../../gate/policy/quantity.js';
import type { BudgetUnit } from '../../model/gate.js';
import type { Scatter } from './scenario.js';

/** The figure of a scenario file in its base unit; null where it has none. */
export const amount = (given: string | number | undefined, unit: BudgetUnit): number | null => (given === undefined ? null : quantityOf(given, unit));

/** How times scatter: `fixed`, `exponential`, a coefficient of variation, or the usual one. */
export const scatterOf = (given: string | number | undefined, usual: number): Scatter => {
  if (given === 'fixed' || given === 'exponential') return { kind: given };
  const variation = amount(given, 'share') ?? usual;
  return variation === 0 ? { kind: 'fixed' } : { kind: 'lognormal', variation };
};
