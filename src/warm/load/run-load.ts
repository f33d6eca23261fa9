import type { Seconds } from '../../model/units.js';
import type { Target } from '../target/target.js';
import type { LoadBounds, LoadVerdict } from './bounds.js';
import { figuresOf, judgeLoad, type LoadFigures, type LoadLoss, type LoadSample, lossWatch } from './figures.js';
import { inTurn } from './in-turn.js';
import { openLoad } from './open-load.js';
import { type LoadPlan, mixtureOf, requestsOf } from './schedule.js';

export type LoadSettings = {
  readonly plan: LoadPlan;
  readonly bounds: LoadBounds;
  readonly timeoutSeconds: Seconds;
  readonly shapes: Parameters<typeof mixtureOf>[0];
  /** Who is asked, in turn. */
  readonly targets: readonly Target[];
  readonly clock: () => Seconds;
  readonly sleep: (seconds: Seconds, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
};

export type LoadResult = {
  readonly verdict: LoadVerdict;
  readonly figures: LoadFigures;
  /** Why it was ended early; null where it was not. */
  readonly loss: LoadLoss | null;
};

/** Loads targets at a constant rate, ends early once the bounds cannot be kept any more, and judges. Never rejects because of a target. */
export const runLoad = async (settings: LoadSettings): Promise<LoadResult> => {
  const { plan, bounds, targets } = settings;
  const count = requestsOf(plan);
  const watch = lossWatch(count, bounds);
  let loss: LoadLoss | null = null;
  const isOver = (sample: LoadSample): boolean => {
    loss = watch(sample);
    return loss !== null;
  };
  const samples = await openLoad(plan, inTurn(targets, mixtureOf(settings.shapes, count)), { ...settings, isOver });
  const verdict = judgeLoad(samples, bounds);
  return { verdict: loss !== null && verdict === 'pass' ? 'undecided' : verdict, figures: figuresOf(samples), loss };
};
