import { readClock } from '../clock/clock.js';
import { noteReading, type Peeler } from '../draft.js';
import { levelOfCapitals } from '../level.js';
import { takeHeader } from './loggers.js';
import { type Cursor, placeInBrackets, takeOrigin } from './origin.js';
import { afterSeparator, matchEnd, skipSpaces, space, wordEnd } from './scan.js';

/** `INFO 11-04 19:36:34 [file.py:12] `, `INFO 2025-12-12 17:58:26,819 proxy …`, `INFO:     `, `INFO:root:`, `WARNING: ` */
export const peelLevelFirst: Peeler = (draft, state) => {
  const text = draft.text;
  const end = wordEnd(text, 0);
  if (end < 3 || end > 13) return false;
  const level = levelOfCapitals(text.slice(0, end));
  if (level === null) return false;
  const next = text.charCodeAt(end);
  const at = skipSpaces(text, end);
  const reading = next === space ? readClock(text, text.charCodeAt(at) === 91 ? at + 1 : at) : next === 124 ? readClock(text, end + 1) : null;
  if (reading !== null) {
    noteReading(draft, reading, state);
    draft.level = level;
    const after = text.charCodeAt(reading.end);
    const from = after === 93 ? skipSpaces(text, reading.end + 1) : after === 124 ? afterSeparator(text, reading.end) : skipSpaces(text, reading.end);
    const cursor: Cursor = { at: from, level, process: null };
    takeOrigin(text, cursor, space);
    draft.text = text.slice(cursor.at);
    draft.hasPrefix = true;
    return true;
  }
  if (next === 58) {
    // Python's basicConfig: LEVEL:logger:message
    const root = /(?:root|__main__|[a-z_][\w-]*(?:\.[\w-]+)*):(?!\/\/)/y;
    const after = text.charCodeAt(end + 1) === space ? -1 : matchEnd(root, text, end + 1);
    const message = skipSpaces(text, after < 0 ? end + 1 : after);
    // Of an indented message, only another program's dated line loses its indent.
    draft.text = text.slice(after < 0 || readClock(text, message) !== null ? message : after);
  } else if (next === space && (text.charCodeAt(at) === 124 || text.startsWith('- ', at))) {
    draft.text = text.slice(skipSpaces(text, at + 1));
  } else if (next === space && text.charCodeAt(at) === 91) {
    // A source place is the logger's; another label (`INFO [Init] …`) begins the message.
    const after = matchEnd(placeInBrackets, text, at);
    draft.text = text.slice(after < 0 ? at : after);
  } else if (next === space && at > end + 1 && draft.time !== null) {
    draft.text = text.slice(at);
  } else return false;
  takeHeader(draft, state);
  draft.level = level;
  draft.hasPrefix = true;
  return true;
};
