import { withDeadline } from '../reproduce/deadline.js';
import { clock, sleep } from './clock.js';
import { containerMemory } from './memory.js';
import type { Plan } from './plan/plan.js';
import { readPlan } from './plan/read.js';
import type { WarmResult } from './result.js';
import { readSystemText } from './system-text.js';
import { functionTarget, type RunShape } from './target/function.js';
import { warmUp } from './warm.js';

export type { Shape } from '../model/boot.js';
export { UserError } from '../model/user-error.js';
export type { Concurrency, ShapeResult, ShapeState, WarmResult } from './result.js';
export type { Plan, RunShape };
export { readPlan };

export type WarmOptions = {
  /** How many passes at once are compared with passes one by one; 1, which compares none, unless given. */
  readonly concurrency?: number;
  /** In place of the plan's own deadline. A pass that runs is not broken off. */
  readonly deadlineSeconds?: number;
  /** Ends the warmup after the pass that runs. */
  readonly signal?: AbortSignal;
};

/**
 * Warms a model in this process: runs each shape of a plan (or of the file of one) until it is steady. The service is ready where the
 * verdict is `warm`. Never rejects because of a pass.
 * @throws UserError where the file cannot be read or is no plan.
 */
export async function warm(plan: string | Plan, run: RunShape, options: WarmOptions = {}): Promise<WarmResult> {
  const read = typeof plan === 'string' ? await readPlan(plan) : plan;
  const stop = options.signal ?? new AbortController().signal;
  return withDeadline(options.deadlineSeconds ?? read.deadlineSeconds, stop, (signal) =>
    warmUp(read, {
      target: functionTarget(run, clock),
      clock,
      sleep,
      signal,
      isInterrupted: () => stop.aborted,
      concurrency: options.concurrency ?? 1,
      readMemory: () => containerMemory(readSystemText),
      tell: () => {},
    }),
  );
}
