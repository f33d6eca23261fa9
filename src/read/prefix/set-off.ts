import { readClock } from '../clock/clock.js';
import { noteReading, type Peeler } from '../draft.js';
import { afterSeparator, matchEnd } from './scan.js';
import { takeTail } from './tail.js';

const opening = /[(<]|[=*~-]{1,12} ?/y;
const closing = /[)>]|:? [=*~-]{1,12}(?= |$)|(?=[ :]|$)/y;

/** A date with its time that stands in brackets or is ruled off, as shell scripts do it: `(2026-01-02 15:04:05) `, `=== Fri Jan  2 15:04:05 UTC 2026 === `, `--- 2026-01-02 15:04:05: `. */
export const peelSetOff: Peeler = (draft, state) => {
  const { text } = draft;
  const start = matchEnd(opening, text, 0);
  const reading = start < 0 ? null : readClock(text, start);
  if (reading === null || (reading.known !== 'full' && !(reading.known === 'time' && text.charCodeAt(0) === 40))) return false;
  const end = matchEnd(closing, text, reading.end);
  if (end < 0) return false;
  noteReading(draft, reading, state);
  draft.hasPrefix = true;
  takeTail(draft, afterSeparator(text, end), true);
  return true;
};
