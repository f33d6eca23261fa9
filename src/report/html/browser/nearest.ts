import type { Seconds } from '../../../model/units.js';
import type { Mark, Row } from './marks.js';

/** The shortest mark of a row at this moment, a little beside it included; null where there is none. */
export const markAt = (row: Row, moment: Seconds, slack: Seconds): Mark | null => {
  let found: Mark | null = null;
  for (const mark of row.marks) {
    if (mark.from - slack > moment) break;
    if (mark.to + slack >= moment && (found === null || mark.to - mark.from <= found.to - found.from)) found = mark;
  }
  return found;
};

/** The mark after (or before) another in the order of time; the first (or last) where none is given. */
export const neighbour = (byTime: readonly Mark[], mark: Mark | null, step: 1 | -1): Mark | null => {
  const at = mark === null ? (step === 1 ? -1 : byTime.length) : byTime.indexOf(mark);
  return byTime[Math.min(Math.max(at + step, 0), byTime.length - 1)] ?? null;
};
