import { medianInterval } from '../statistics/median-interval.js';

/** Half the width of a median's 95 % interval as a share of it; infinite where there are too few values. */
function relativeHalfWidth(values: readonly number[]): number {
  const { estimate, low, high } = medianInterval(values);
  return Number.isFinite(low) && Number.isFinite(high) && estimate > 0 ? (high - low) / 2 / estimate : Number.POSITIVE_INFINITY;
}

/** The fewest rounds that can end by precision: with less, one odd start still moves the median. */
const fewestRounds = 8;

/** Whether the median of every condition is as narrow as asked. */
export function isPrecise(byCondition: readonly (readonly number[])[], precision: number): boolean {
  return byCondition.every((values) => values.length >= fewestRounds && relativeHalfWidth(values) <= precision);
}

/**
 * Rounds that are still needed, as far as known: a median's interval narrows by the root of the number of values. At least 1, no more than
 * `most` in all.
 */
export function roundsLeft(byCondition: readonly (readonly number[])[], precision: number, most: number): number {
  const done = Math.max(0, ...byCondition.map((values) => values.length));
  const needed = byCondition.map((values) => values.length * (relativeHalfWidth(values) / precision) ** 2);
  const expected = Math.max(fewestRounds, ...needed.map((rounds) => (Number.isFinite(rounds) ? rounds : most)));
  return Math.max(1, Math.ceil(Math.min(most, expected)) - done);
}
