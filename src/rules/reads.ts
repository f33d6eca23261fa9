import { listOf } from './one-or-more.js';
import type { Condition } from './schema.js';

/** The events that a condition reads, `after`, `before`, `without` and negations included. */
export function eventsReadBy(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(eventsReadBy);
  if ('any' in condition) return condition.any.flatMap(eventsReadBy);
  if ('not' in condition) return eventsReadBy(condition.not);
  if (!('phase' in condition) && !('event' in condition)) return [];
  const moments = [condition.after, condition.before].flatMap((moment) => (moment !== undefined && 'event' in moment ? [moment.event] : []));
  const without = 'without' in condition ? listOf(condition.without) : [];
  return [...listOf(condition.event), ...without, ...moments];
}
