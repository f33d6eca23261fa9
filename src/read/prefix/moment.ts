import { readClock } from '../clock/clock.js';
import { noteReading, type Peeler } from '../draft.js';

/** What is said of a moment that is now; a model may have been trained, and a licence may end, at any time. */
const happens =
  /\b(?:start(?:ed|ing|s|-?up)?|beg[iau]n(?:ning|s)?|finish(?:ed|es)?|ended|done|complet(?:ed?|ion)|load(?:ed|ing|s)?|ready|launch(?:ed|ing)?|running|initiali[sz](?:ed|ing)|download(?:ed|ing)?|(?:current|local|start|end) time)\b/i;
const dated =
  /\d{4}[-/]\d\d[-/]\d\d[ T]|\d\d?[/.]\d\d?[/.]\d{4},? |(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d|\d\d? [A-Z][a-z]{2,8} \d{4}/g;
/** What leads over to it, and goes with it; in a listing, which says what was at some time, columns are set apart by more than one blank. */
const joint = /(?:^|(?<=\S)\s)(?:(?:at|on|@|[-–|:])\s)?[([]?$/;
const closed = /[)\].!]{0,3}(?:\s[=*~#-]{1,80})?\s*$/y;
const mostCharacters = 300;

/**
 * The clock at the end of a line that has none in front: `Job started at Fri Jan  2 15:04:05 UTC 2026`, `Model loaded [2026-01-02 15:04:05]`.
 * It counts where the line says that something happens. The text keeps it: rules may name the words around it.
 */
export const takeMoment: Peeler = (draft, state) => {
  const { text } = draft;
  // A server's own banner is followed by lines without a clock, which would all be of its moment.
  if (text.length > mostCharacters || /^[ *]/.test(text) || !text.includes(':') || !happens.test(text)) return false;
  for (const { index } of text.matchAll(dated)) {
    const reading = readClock(text, index);
    if (reading === null || reading.known !== 'full') continue;
    closed.lastIndex = reading.end;
    const before = text.slice(0, index);
    if (!closed.test(text) || !joint.test(before) || !happens.test(before)) return false;
    noteReading(draft, reading, state);
    return true;
  }
  return false;
};
