import { countBelow } from '../statistics/count-below.js';
import { sorted } from '../statistics/sorted.js';
import type { Entry } from './entry.js';
import type { PlacedRequest } from './requests.js';

/**
 * The requests that a service worked on by itself: not those in which somebody else's model gave the answer, whose time says nothing of
 * this service's warmth. Such an answer is one of a request that is known to have begun before it and to have ended after it.
 */
export function ownRequests(requests: readonly PlacedRequest[], entries: readonly Entry[]): readonly PlacedRequest[] {
  const answers = entries.filter(({ signal }) => signal.events.includes('remote-answer'));
  if (answers.length === 0) return requests;
  const orders = sorted(answers.map(({ order }) => order));
  const times = sorted(answers.flatMap(({ tick }) => tick.time ?? []));
  return requests.filter(({ startOrder, endOrder, start, end }) => {
    if (startOrder !== null && endOrder !== null) return !hasBetween(orders, startOrder, endOrder);
    return start === null || end === null || !hasBetween(times, start, end);
  });
}

/** Whether one of some ascending numbers lies between two. */
function hasBetween(numbers: readonly number[], from: number, to: number): boolean {
  const found = numbers[countBelow(numbers, (number) => number < from)];
  return found !== undefined && found <= to;
}
