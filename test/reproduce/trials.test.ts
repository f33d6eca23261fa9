import { describe, expect, it } from 'vitest';
import type { Trial } from '../../src/model/reproduction.js';
import { type Condition, conditionsFor } from '../../src/reproduce/conditions.js';
import { makeTrials, type TrialBounds, type TrialProgress } from '../../src/reproduce/trials.js';

const conditions = conditionsFor('cold');
const bounds: TrialBounds = { precision: 0.05, maxTrials: 20, maxSeconds: 100, seed: 7 };

const trial = (condition: Condition, round: number, seconds: number): Trial => ({
  condition: condition.id,
  round,
  startedAt: null,
  failure: null,
  stages: [{ stage: 'first-run', startSeconds: 0, seconds, peakBytes: null }],
  runs: [],
});

/** A world in which each trial takes a second of the clock. */
const world = (secondsOf: (count: number) => number, onTrial: (count: number) => void = () => {}) => {
  const controller = new AbortController();
  const progress: TrialProgress[] = [];
  let count = 0;
  return {
    controller,
    progress,
    perform: async (condition: Condition, round: number) => {
      count += 1;
      onTrial(count);
      return trial(condition, round, secondsOf(count));
    },
    now: () => count,
    signal: controller.signal,
    onProgress: (told: TrialProgress) => progress.push(told),
  };
};

describe('trials', () => {
  it('are made in rounds of one of each condition', async () => {
    const { trials } = await makeTrials(
      conditions,
      bounds,
      world(() => 1),
    );
    const roundOf = (round: number) => trials.filter((own) => own.round === round).map(({ condition }) => condition);
    expect(roundOf(0).sort()).toEqual(conditions.map(({ id }) => id).sort());
    expect(roundOf(7).sort()).toEqual(conditions.map(({ id }) => id).sort());
  });

  it('come in another order from round to round, and in the same one for the same seed', async () => {
    const orderOf = async (seed: number) =>
      (
        await makeTrials(
          conditions,
          { ...bounds, seed },
          world(() => 1),
        )
      ).trials
        .map(({ condition }) => condition)
        .join(' ');
    expect(await orderOf(7)).toBe(await orderOf(7));
    expect(await orderOf(7)).not.toBe(await orderOf(8));
  });

  it('end once every median is as narrow as asked', async () => {
    const { ending, trials } = await makeTrials(
      conditions,
      bounds,
      world(() => 1),
    );
    expect([ending, trials.length]).toEqual(['precise', 8 * conditions.length]);
  });

  it('end at the number of trials where the medians stay wide', async () => {
    const { ending, trials } = await makeTrials(
      conditions,
      bounds,
      world((count) => (Math.floor(count / 3) % 2) + 1),
    );
    expect([ending, trials.length]).toEqual(['trials', 20 * conditions.length]);
  });

  it('end when the time is over, within a round too', async () => {
    const { ending, trials } = await makeTrials(
      conditions,
      { ...bounds, maxSeconds: 5 },
      world(() => 1),
    );
    expect([ending, trials.length]).toEqual(['time', 5]);
  });

  it('keep what was measured before an interruption, and not the trial that it ended', async () => {
    const given = world(
      () => 1,
      (count) => count === 4 && given.controller.abort(),
    );
    const { ending, trials } = await makeTrials(conditions, bounds, given);
    expect([ending, trials.length]).toEqual(['interrupted', 3]);
  });

  it('tell how long the rest takes, and never more than the time that is left', async () => {
    const given = world(() => 1);
    await makeTrials(conditions, { ...bounds, maxSeconds: 30 }, given);
    expect(given.progress.at(0)).toEqual({ trials: 1, secondsLeft: 29 });
    expect(given.progress.every(({ trials, secondsLeft }) => secondsLeft >= 0 && secondsLeft <= 30 - trials)).toBe(true);
  });
});
