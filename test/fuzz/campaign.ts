import type { HangGuard } from './hang-guard.js';
import { chanceOf } from './inputs/chance.js';
import type { Coverage } from './reached.js';
import type { Target, Trial } from './target.js';

/** A run that broke something: `npm run fuzz -- --target TARGET --seed SEED --runs 1` repeats it. */
export type Finding = { readonly target: string; readonly seed: number; readonly input: string; readonly error: Error };

export type Outcome = {
  readonly target: Target;
  readonly runs: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
  /** Blocks of our code that ran, after a hundredth, a tenth and all of the runs; empty where that was not measured. */
  readonly reached: readonly number[];
};

export type Campaign = {
  /** Seed of the first run; each next run has the next one. */
  readonly seed: number;
  readonly runs: number;
  /** Ends earlier, after so many seconds. */
  readonly mostSeconds: number;
  readonly mostFindings: number;
  readonly guard: HangGuard;
  readonly coverage: Coverage | null;
};

/** "No hang": at most ten times the linear time. Below the floor a pause of the machine looks the same. */
const mostTimesLinear = 10;
const floorMilliseconds = 250;
const runsBeforeJudging = 200;

const isTooLong = (milliseconds: number, bytes: number, rate: number): boolean => milliseconds > floorMilliseconds + mostTimesLinear * rate * bytes;

const timed = async (trial: Trial): Promise<number> => {
  const begin = performance.now();
  const checked = trial.check();
  if (checked !== undefined) await checked;
  return performance.now() - begin;
};

/** The shortest of three more times: what else the machine does makes times longer, never shorter. */
const shortest = async (target: Target, seed: number): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3; time += 1) least = Math.min(least, await timed(target.trial(chanceOf(seed))));
  return least;
};

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** Tries a target with so many seeds. Never throws: what breaks is a finding. */
export const fuzz = async (target: Target, campaign: Campaign): Promise<Outcome> => {
  const { seed: first, runs: most, guard, coverage } = campaign;
  const findings: Finding[] = [];
  const reached: number[] = [];
  const marks = new Set([Math.ceil(most / 100), Math.ceil(most / 10)]);
  let bytes = 0;
  let spent = 0;
  let runs = 0;
  const begin = performance.now();
  const isOver = (): boolean => runs >= most || findings.length >= campaign.mostFindings || (performance.now() - begin) / 1000 >= campaign.mostSeconds;

  const run = async (seed: number): Promise<void> => {
    guard.begin(seed);
    const trial = target.trial(chanceOf(seed));
    try {
      const taken = await timed(trial);
      const isSlow = runs > runsBeforeJudging && isTooLong(taken, trial.input.length, spent / bytes);
      if (isSlow && isTooLong(await shortest(target, seed), trial.input.length, spent / bytes))
        throw new Error(`takes ${taken.toFixed(0)} ms for ${trial.input.length} characters, more than ten times the linear time`);
      spent += taken;
    } catch (error) {
      findings.push({ target: target.name, seed, input: trial.input, error: asError(error) });
    }
    bytes += trial.input.length;
    runs += 1;
  };

  while (!isOver()) {
    await run(first + runs);
    if (coverage !== null && marks.has(runs)) reached.push(await coverage.blocks());
  }
  if (coverage !== null) reached.push(await coverage.blocks());
  return { target, runs, seconds: (performance.now() - begin) / 1000, bytes, findings, reached };
};
