import { chanceOf } from '../../../src/statistics/chance.js';
import { familyAlpha } from '../../../src/statistics/family.js';
import { holm } from '../../../src/statistics/holm.js';
import { mannWhitneyCounts } from '../../../src/statistics/mann-whitney.js';
import type { Random } from '../../../src/statistics/random.js';
import { type Rollout, rolloutMedians } from '../../../src/statistics/rollouts.js';
import { smallestP } from '../../../src/statistics/smallest-p.js';
import type { StartKind } from './start-kinds.js';

/** The level at which a gate may raise a false alarm, all budgets together. */
export const alpha = 0.05;

/** One situation of a gate. */
export type Situation = {
  readonly kind: StartKind;
  /** Rollouts on each side. */
  readonly before: number;
  readonly after: number;
  /** Budgets judged together; they scatter independently of each other. */
  readonly budgets: number;
  /** By what share the first budget is slower. */
  readonly slower: number;
  /** How rollouts become runs: by their medians, as in the gate, unless said otherwise. */
  readonly runsOf?: (rollouts: readonly Rollout[]) => number[];
};

/**
 * The share of simulated gates that raise an alarm: on the slower budget, or, where nothing is slower, on any. Null where so few
 * rollouts cannot tell. The statistics alone: a policy's floors only make alarms rarer.
 */
export function alarmShare(situation: Situation, trials: number, random: Random): number | null {
  const { before, after, budgets, slower } = situation;
  const smallest = smallestP(before, after);
  if (smallest > familyAlpha(new Array<number>(budgets).fill(smallest), alpha)) return null;
  let alarms = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    if (slower === 0 ? raisesAny(situation, random) : raisesFirst(situation, random)) alarms += 1;
  }
  return alarms / trials;
}

function raisesAny(situation: Situation, random: Random): boolean {
  const pValues = Array.from({ length: situation.budgets }, () => chanceOfBudget(situation, 0, random));
  return holm(pValues).some((p) => p <= alpha);
}

function raisesFirst(situation: Situation, random: Random): boolean {
  const first = chanceOfBudget(situation, situation.slower, random);
  // Holm calls what is below the first bound whatever the other budgets say, and nothing above the last one: no need to draw them.
  if (first <= alpha / situation.budgets || first > alpha) return first <= alpha;
  const others = Array.from({ length: situation.budgets - 1 }, () => chanceOfBudget(situation, 0, random));
  return (holm([first, ...others])[0] ?? 1) <= alpha;
}

function chanceOfBudget({ kind, before, after, runsOf = rolloutMedians }: Situation, slower: number, random: Random): number {
  const runs = (rollouts: number) => runsOf(Array.from({ length: rollouts }, () => kind.rollout(random)));
  const old = runs(before);
  const recent = runs(after).map((value) => value * (1 + slower));
  return chanceOf(old, recent).p;
}

/**
 * The share of false alarms by arithmetic, for independent budgets without ties: one of them must reach `alpha` over their number, and
 * p-values come in steps, so it stays below `alpha`. Null where so few rollouts cannot tell.
 */
export function exactFalseAlarms(before: number, after: number, budgets: number): number | null {
  const counts = mannWhitneyCounts(before, after);
  const splits = counts.reduce((sum, count) => sum + count, 0);
  let reached = 0;
  for (let tail = counts[0] ?? 0, u = 1; tail / splits <= alpha / budgets; u += 1) {
    reached = tail / splits;
    tail += counts[u] ?? splits;
  }
  return reached === 0 ? null : 1 - (1 - reached) ** budgets;
}
