import type { Trial } from '../model/reproduction.js';

/** Seconds from asking for the process to the end of its first run, in a list; none of a trial that failed. */
export function firstAnswerSeconds({ failure, stages }: Trial): number[] {
  const last = stages.find(({ stage }) => stage === 'first-run');
  return failure !== null || last === undefined ? [] : [last.startSeconds + last.seconds];
}
