import { medianInterval } from '../../src/statistics/median-interval.js';
import { median } from '../../src/statistics/quantile.js';
import { type Spent, spentBy } from './child.js';

/** A program to measure; the first of a list is what the others are compared with. */
export type Contestant = {
  readonly name: string;
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The most that it may take, in times of the first. */
  readonly limit?: number;
};

/** What a contestant took, in times of what the first took in the same round: processor time, with its 95 % interval, and the clock's. */
export type Result = {
  readonly name: string;
  readonly processorSeconds: number;
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  readonly clockRatio: number;
  readonly limit: number | null;
};

/** What each took in each round. All run in turn, round by round, so that a busy machine is busy for all; one round before is not counted. */
export function roundsOf(contestants: readonly Contestant[], rounds: number): readonly (readonly Spent[])[] {
  for (const { words, env } of contestants) spentBy(words, env);
  const spent = contestants.map((): Spent[] => []);
  for (let round = 0; round < rounds; round += 1) {
    contestants.forEach(({ words, env }, index) => {
      spent[index]?.push(spentBy(words, env));
    });
  }
  return spent;
}

/** The same, in times of what the first took. */
export function inTurn(contestants: readonly Contestant[], rounds: number): Result[] {
  const spent = roundsOf(contestants, rounds);
  return contestants.map(({ name, limit }, index) => {
    const own = spent[index] ?? [];
    const ratios = (of: keyof Spent): number[] => own.map((one, round) => one[of] / (spent[0]?.[round]?.[of] ?? Number.NaN));
    const { estimate, low, high } = medianInterval(ratios('processor'));
    const processorSeconds = median(own.map(({ processor }) => processor));
    return { name, processorSeconds, ratio: estimate, low, high, clockRatio: median(ratios('clock')), limit: limit ?? null };
  });
}
