import type { BudgetVerdict } from '../model/gate.js';

/** The graver a verdict, the higher: what must be mended before what must be known. */
const gravity: Readonly<{ [verdict in BudgetVerdict]: number }> = { pass: 0, 'range-crosses': 1, unknown: 2, 'not-comparable': 3, exceeded: 4 };

/** Orders verdicts, the gravest first. */
export const byGravity = (left: BudgetVerdict, right: BudgetVerdict): number => gravity[right] - gravity[left];

/** The gravest of some things with a verdict, the first of equals; null of none. */
export const gravest = <T extends { readonly verdict: BudgetVerdict }>(judged: readonly T[]): T | null =>
  judged.reduce<T | null>((worst, one) => (worst === null || byGravity(one.verdict, worst.verdict) < 0 ? one : worst), null);
