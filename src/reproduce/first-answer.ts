import type { Trial } from '../model/reproduction.js';

/** Seconds from asking for the process to the end of its first run or request (of a service that is asked nothing, until it is ready), in a list; none of a trial that failed. */
export function firstAnswerSeconds({ failure, stages }: Trial): number[] {
  const last = stages.findLast(({ stage }) => stage === 'first-run' || stage === 'first-request' || stage === 'ready');
  return failure !== null || last === undefined ? [] : [last.startSeconds + last.seconds];
}
