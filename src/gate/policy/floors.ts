import type { BudgetUnit } from '../../model/gate.js';

/**
 * How much worse a figure must be, where the policy says only one of share and floor. The absolute floors are what nobody waits for or
 * pays for; the share is twice the spread of quiet starts (docs/gate-power.md).
 */
export const defaultFloors: Readonly<{ [unit in BudgetUnit]: number }> = { seconds: 0.5, bytes: 64 * 1024 ** 2, share: 0.02, ratio: 0.5, count: 0 };
export const defaultShare = 0.1;
