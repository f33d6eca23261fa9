import type { Shape } from '../model/boot.js';
import type { Concurrency } from './result.js';
import { isSameAnswer } from './same-answer.js';
import type { Outcome, Target } from './target/target.js';

const failed = (why: string): Concurrency => ({ state: 'failed', why });

/** Runs passes one by one, then the same ones at once, and compares their answers. What answers differently to the same pass is not judged. */
export const concurrencyOf = async (shape: Shape, target: Target, count: number, signal: AbortSignal): Promise<Concurrency> => {
  const alone: Outcome[] = [];
  for (const variant of [0, ...Array.from({ length: count }, (_, at) => at)]) {
    const outcome = await target.run(shape, variant, signal);
    if (outcome.kind !== 'answered') return failed(`failed one by one: ${outcome.why}`);
    alone.push(outcome);
  }
  const [again, ...each] = alone;
  const together = await Promise.all(each.map((_, variant) => target.run(shape, variant, signal)));
  const worse = together.find(({ kind }) => kind !== 'answered');
  if (worse !== undefined && worse.kind !== 'answered') return failed(`failed with ${count} at once: ${worse.why}`);
  const isSame = (left: Outcome | undefined, right: Outcome | undefined): boolean =>
    left?.kind === 'answered' && right?.kind === 'answered' && isSameAnswer(left.answer, right.answer);
  if (!isSame(again, each[0])) return { state: 'varies', why: 'the same request has other answers each time, so answers at once cannot be compared' };
  const differing = together.filter((one, variant) => !isSame(one, each[variant])).length;
  return differing === 0 ? { state: 'same', why: null } : { state: 'differs', why: `${differing} of ${count} answers at once are other than one by one` };
};
