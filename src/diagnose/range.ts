import type { Range } from '../rules/schema.js';

/** Whether a value lies in a range; both ends belong to it. */
export function isInRange(value: number, range: Range): boolean {
  return value >= (range.min ?? Number.NEGATIVE_INFINITY) && value <= (range.max ?? Number.POSITIVE_INFINITY);
}
