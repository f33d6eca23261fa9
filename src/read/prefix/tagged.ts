import { readClock } from '../clock/clock.js';
import { type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';
import { levelOfCapitals } from '../level.js';
import { afterSeparator, skipSpaces, space } from './scan.js';
import { takeTail } from './tail.js';

/** A name in front of the clock, as Go's `log.SetPrefix`, launchers of many processes and scripts put it; the name stays with the message. */

const inBrackets = /(\[[A-Za-z][\w ./:@-]{0,40}\])( ?\[?)(?=[\dA-W])/y;
const beforeColon = /([A-Za-z][\w./@-]{0,40}:) (?=\d)/y;
const beforeLevel = /([A-Za-z][\w./@-]{0,40}) (?=\d{4}[-/]\d\d)/y;
const marks = /([^\x00-\x7f]{1,4} ?)(?=[\d[])/y;

/** Takes the clock at an index off, with all in front of it but the tag. */
const takeClock = (draft: Draft, state: SourceState, tag: string, at: number): boolean => {
  const { text } = draft;
  const start = text.charCodeAt(at) === 91 ? at + 1 : at;
  const isClosed = text.charCodeAt(start - 1) === 91;
  const reading = readClock(text, start);
  // A time of day alone may be what something took, unless it stands in brackets.
  if (reading === null || reading.known === 'stopwatch' || (reading.known === 'time' && !isClosed)) return false;
  const { end } = reading;
  const next = text.charCodeAt(end);
  const after = isClosed ? end + 1 : end;
  if (isClosed ? next !== 93 : next !== space && next !== 58) return false;
  // `Date: …` with nothing behind it tells of a date.
  if (skipSpaces(text, after) === text.length) return false;
  noteReading(draft, reading, state);
  draft.hasPrefix = true;
  takeTail(draft, afterSeparator(text, after), true);
  draft.text = `${tag}${draft.text}`;
  return true;
};

/** `[app] 2026/01/02 15:04:05 `, `[app][15:04:05] ` */
export const peelTagInBrackets: Peeler = (draft, state) => {
  inBrackets.lastIndex = 0;
  const found = inBrackets.exec(draft.text);
  if (found === null) return false;
  return takeClock(draft, state, `${found[1]} `, inBrackets.lastIndex - (found[2]?.endsWith('[') === true ? 1 : 0));
};

/** `🚀 2026-01-02 15:04:05 ` */
export const peelMark: Peeler = (draft, state) => {
  marks.lastIndex = 0;
  const found = marks.exec(draft.text);
  return found !== null && takeClock(draft, state, '', marks.lastIndex);
};

/** `app: 2026/01/02 15:04:05 `, `app 2026-01-02 15:04:05 INFO `: without a colon it needs a level, or it is a sentence. */
export const peelTagWord: Peeler = (draft, state) => {
  const { text } = draft;
  beforeColon.lastIndex = 0;
  const named = beforeColon.exec(text);
  if (named !== null) return takeClock(draft, state, `${named[1]} `, beforeColon.lastIndex);
  beforeLevel.lastIndex = 0;
  if (beforeLevel.exec(text) === null) return false;
  const level = /^[ ,.\d]*[[ ]?([A-Z]{4,8})\b/.exec(text.slice(readClock(text, beforeLevel.lastIndex)?.end ?? text.length))?.[1];
  return level !== undefined && levelOfCapitals(level) !== null && takeClock(draft, state, '', beforeLevel.lastIndex);
};
