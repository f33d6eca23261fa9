import { durationWords } from '../diagnose/words.js';
import type { Seconds } from '../model/units.js';
import { median } from '../statistics/quantile.js';
import type { Plan } from './plan/plan.js';
import type { Mixed, ShapeResult } from './result.js';
import { isAsFast } from './steady.js';
import type { Target } from './target/target.js';

/**
 * A small load of all warm shapes in turn, as traffic comes: a service that keeps only its last shape warm is steady alone and slow among
 * others. A shape is steady here once a window of its passes is as fast as alone, given up after as many rounds as the plan's rule has. Gives
 * what came of each result, in their order; undefined for one that is not warm, or that the signal left out.
 */
export const mixedLoad = async (plan: Plan, results: readonly ShapeResult[], target: Target, signal: AbortSignal): Promise<readonly (Mixed | undefined)[]> => {
  const rule = plan.steady;
  const found: (Mixed | undefined)[] = results.map(() => undefined);
  const times: Seconds[][] = results.map(() => []);
  const isOpen = (index: number): boolean => results[index]?.state === 'warm' && (found[index] === undefined || found[index]?.state === 'slower');
  for (let round = 0; round < rule.most; round++) {
    const open = results.flatMap((_, index) => (isOpen(index) ? [index] : []));
    if (open.length === 0 || signal.aborted) break;
    // All of them, also those that are found steady: they are what the others run among.
    for (const [index, { shape, state, steadySeconds }] of results.entries()) {
      if (state !== 'warm' || found[index]?.state === 'failed' || signal.aborted) continue;
      const outcome = await target.run(shape, round, signal);
      if (signal.aborted) continue;
      if (outcome.kind !== 'answered') {
        found[index] = { state: 'failed', seconds: null, why: `failed among the other shapes: ${outcome.why}` };
        continue;
      }
      times[index]?.push(outcome.seconds);
      if (isOpen(index)) found[index] = judged(times[index] ?? [], steadySeconds ?? 0, plan);
    }
  }
  // Without a whole window nothing was found out.
  return found.map((one, index) => (one?.state === 'slower' && (times[index]?.length ?? 0) < rule.window ? undefined : one));
};

/** Twice the share by which two windows alone may differ: that is the 20 % within which the catalogue calls a service steady. */
const mixedShare = 2;

const judged = (times: readonly Seconds[], steadySeconds: Seconds, { steady }: Plan): Mixed => {
  const last = median(times.slice(-steady.window));
  const seconds = Number(last.toFixed(6));
  if (times.length >= steady.window && isAsFast(last, steadySeconds, { ...steady, within: mixedShare * steady.within }))
    return { state: 'steady', seconds, why: null };
  return { state: 'slower', seconds, why: `takes ${durationWords(last)} among the other shapes and ${durationWords(steadySeconds)} alone` };
};
