import { type Draft, noteInstant, type Peeler } from '../draft.js';
import { levelOfCapitals } from '../level.js';
import { skipSpaces, space, wordEnd } from './scan.js';

/**
 * Rich's log handler sets clock, level, message and source place in columns. It leaves the clock out where the line above has the same one, and
 * puts the place at the right edge (https://rich.readthedocs.io/en/stable/logging.html).
 */

const leastIndent = 8;

/** `                    INFO     message`, below a line that has its level and message in the same columns: it has that line's clock. */
export const peelRepeatedClock: Peeler = (draft, { above }) => {
  const { text } = draft;
  const at = skipSpaces(text, 0);
  if (above === null || at < leastIndent || !isSpaced(text, at, above.text)) return false;
  noteAbove(draft, above.draft);
  draft.level = levelOfCapitals(text.slice(at, wordEnd(text, at)));
  draft.hasPrefix = true;
  draft.text = text.slice(skipSpaces(text, wordEnd(text, at)));
  takePlaceAtEnd(draft);
  return true;
};

const isSpaced = (text: string, at: number, above: string): boolean => {
  const end = wordEnd(text, at);
  const endAbove = wordEnd(above, at);
  return (
    above.charCodeAt(at - 1) === space &&
    text.charCodeAt(end) === space &&
    skipSpaces(text, end) === skipSpaces(above, endAbove) &&
    levelOfCapitals(text.slice(at, end)) !== null &&
    levelOfCapitals(above.slice(at, endAbove)) !== null
  );
};

const noteAbove = (draft: Draft, { time, resolution, clock }: Draft): void => {
  if (time === null) return;
  if (draft.time === null) draft.clock = clock;
  noteInstant(draft, time, resolution);
};

const mostPlace = 90;
const placeAtEnd = / [\w.-]{1,60}\.pyx?:\d{1,6}\s*$/;

/** Where the source place begins that stands at the end of a message behind a blank; -1 without one. */
export const placeAt = (text: string): number => {
  const from = Math.max(0, text.length - mostPlace);
  if (text.indexOf('.py', from) < 0) return -1;
  const found = placeAtEnd.exec(from === 0 ? text : text.slice(from));
  return found === null ? -1 : from + found.index;
};

/** Takes the place off that stands apart at the right edge. The blanks ahead of it stay: they tell how wide the column of the message is. */
export const takePlaceAtEnd = (draft: Draft): void => {
  const at = placeAt(draft.text);
  if (at > 0 && draft.text.charCodeAt(at - 1) === space) draft.text = draft.text.slice(0, at);
};
