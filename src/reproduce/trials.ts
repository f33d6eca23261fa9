import type { Ending, Trial } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';
import { randomSource } from '../statistics/random.js';
import type { Condition } from './conditions.js';
import { firstAnswerSeconds } from './first-answer.js';
import { isPrecise, roundsLeft } from './precision.js';

export type TrialBounds = {
  /** Half the width of the interval of each condition's median, as a share of it. */
  readonly precision: number;
  /** Of each condition. */
  readonly maxTrials: number;
  readonly maxSeconds: Seconds;
  readonly seed: number;
  /** The number of the first round; 0 unless rounds were made before. */
  readonly firstRound?: number;
};

export type TrialProgress = { readonly trials: number; readonly secondsLeft: Seconds };

/** How trials are made, handed in. */
export type TrialLoop = {
  /** One trial in its condition, with the pages as the condition asks; the round says which shape comes first. */
  readonly perform: (condition: Condition, round: number) => Promise<Trial>;
  readonly now: () => Seconds;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TrialProgress) => void;
};

export type Trials = { readonly trials: readonly Trial[]; readonly ending: Ending; readonly seconds: Seconds };

const shuffled = <T>(values: readonly T[], random: () => number): T[] => {
  const drawn = [...values];
  for (let last = drawn.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(random() * (last + 1));
    [drawn[last], drawn[chosen]] = [drawn[chosen] as T, drawn[last] as T];
  }
  return drawn;
};

/**
 * Makes trials in rounds: one of each condition, in random order, so that whatever drifts on this machine drifts under all of them. Ends
 * where every median is as narrow as asked, at a bound, or by the signal, and keeps what there is until then.
 */
export async function makeTrials(conditions: readonly Condition[], bounds: TrialBounds, world: TrialLoop): Promise<Trials> {
  const { firstRound = 0 } = bounds;
  const random = randomSource(bounds.seed + firstRound);
  const began = world.now();
  const trials: Trial[] = [];
  const elapsed = (): Seconds => world.now() - began;
  const answers = (): number[][] => conditions.map(({ id }) => trials.filter(({ condition }) => condition === id).flatMap(firstAnswerSeconds));
  const ended = (ending: Ending): Trials => ({ trials, ending, seconds: elapsed() });
  for (let round = 0; round < bounds.maxTrials; round += 1) {
    for (const condition of shuffled(conditions, random)) {
      if (world.signal.aborted) return ended('interrupted');
      if (elapsed() >= bounds.maxSeconds) return ended('time');
      const trial = await world.perform(condition, firstRound + round);
      if (world.signal.aborted) return ended('interrupted');
      trials.push(trial);
      const left = roundsLeft(answers(), bounds.precision, bounds.maxTrials) * conditions.length * (elapsed() / trials.length);
      world.onProgress({ trials: trials.length, secondsLeft: Math.max(0, Math.min(left, bounds.maxSeconds - elapsed())) });
    }
    if (isPrecise(answers(), bounds.precision)) return ended('precise');
  }
  return ended('trials');
}
