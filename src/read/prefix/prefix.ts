import { readClock } from '../clock/clock.js';
import { readEpoch } from '../clock/epoch.js';
import type { Reading } from '../clock/reading.js';
import { type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';
import { levelOfLetter } from '../level.js';
import { peelBracketClock, peelBracketLevel } from './bracket.js';
import { peelGlog } from './glog.js';
import { peelLevelFirst } from './level-first.js';
import { leaveHeader, peelBracketedParts, peelDrogon, peelJavaHeader, peelLevelThenBracket, peelTransformers } from './loggers.js';
import { afterSeparator, isDigit, matchEnd, space } from './scan.js';
import { peelLabelledStopwatch, peelStopwatch } from './stopwatch.js';
import { peelTagInBrackets } from './tagged.js';
import { takeTail } from './tail.js';

/**
 * The logger's own prefix in front of a message: clock, level, process, logger and source place. Taken off as far as it
 * is recognised and never further: a label such as `[Init]` or `[req 1]` is message.
 */

const tensorflowPlace = /: ([IWEF]) [\w./-]+:\d+\] ?/y;

/** A clock at the very beginning, and what follows it. */
const peelClock: Peeler = (draft, state) => {
  const text = draft.text;
  const reading = readClock(text, 0) ?? readLeadingEpoch(text);
  if (reading === null) return false;
  const end = reading.end;
  const next = text.charCodeAt(end);
  // Letters or digits that go on without a break belong to a word or number that only looks like a clock.
  if (
    !(
      next === space ||
      next === 9 ||
      next === 58 ||
      next === 59 ||
      next === 44 ||
      next === 124 ||
      next === 45 ||
      next === 93 ||
      next === 91 ||
      end === text.length
    )
  )
    return false;
  // The time that a progress bar has taken: `00:03:02 ▕████▏ 1.2 GiB`
  if (text.startsWith(' ▕', end)) return false;
  const isStopwatch = reading.known === 'stopwatch';
  noteReading(draft, reading, state);
  draft.hasPrefix = true;
  tensorflowPlace.lastIndex = end;
  const tensorflow = tensorflowPlace.exec(text);
  if (tensorflow !== null) {
    draft.level ??= levelOfLetter(tensorflow[1] ?? '');
    draft.text = text.slice(tensorflowPlace.lastIndex);
    return true;
  }
  const at = afterSeparator(text, end);
  if (isStopwatch) {
    // llama.cpp: `0.00.035.060 I message`
    const mark = levelOfLetter(text.charAt(at));
    if (mark !== null && text.charCodeAt(at + 1) === space) {
      draft.level = mark;
      draft.text = text.slice(at + 2);
      return true;
    }
  }
  takeOwnTail(draft, at);
  if (reading.known === 'full' && text.endsWith(']')) leaveHeader(draft, state);
  return true;
};

/** The tail behind a clock. Where a logger's prefix stands around it, its level is that logger's, and the one behind the clock the program's own. */
const takeOwnTail = (draft: Draft, at: number): void => {
  const around = draft.level;
  draft.level = null;
  takeTail(draft, at, true);
  draft.level ??= around;
};

/** An epoch counts as a clock only where a blank or colon follows. */
const readLeadingEpoch = (text: string): Reading | null => {
  const reading = readEpoch(text, 0);
  if (reading === null) return null;
  const next = text.charCodeAt(reading.end);
  return next === space || next === 9 || next === 58 ? reading : null;
};

const accessLog = /[\w.:-]+ \S+ \S+ (?=\[\d\d\/[A-Z][a-z]{2}\/\d{4}[: ])/y;
/** Common Log Format: the clock stands behind address and user; the line stays as it is. */
export const readAccessClock = (draft: Draft, state: SourceState): void => {
  const at = matchEnd(accessLog, draft.text, 0);
  const reading = at < 0 ? null : readClock(draft.text, at + 1);
  if (reading === null) return;
  noteReading(draft, reading, state);
  draft.hasPrefix = true;
};

/** A clock that begins with the name of a month or weekday, without a host behind it: `Mon Aug 24 17:41:22 2026 …` */
const peelNamedMonth: Peeler = (draft, state) => {
  const reading = readClock(draft.text, 0);
  if (reading === null) return false;
  noteReading(draft, reading, state);
  draft.hasPrefix = true;
  takeTail(draft, afterSeparator(draft.text, reading.end), true);
  return true;
};

/** Takes the logger's prefix off, by what the text begins with. */
export const peelPrefix: Peeler = (draft, state) => {
  const { text } = draft;
  const isTaken = peelByCode(draft, state);
  if (isTaken && draft.level !== null && draft.time !== null) state.above = { text, draft };
  return isTaken;
};

const peelByCode: Peeler = (draft, state) => {
  const code = draft.text.charCodeAt(0);
  if (isDigit(code)) return peelDrogon(draft, state) || peelClock(draft, state) || peelStopwatch(draft, state);
  if (code === 91) {
    if (peelBracketClock(draft, state) || peelBracketedParts(draft, state) || peelLabelledStopwatch(draft, state)) return true;
    return (draft.level === null && (peelTransformers(draft, state) || peelBracketLevel(draft, state))) || peelTagInBrackets(draft, state);
  }
  if (code >= 65 && code <= 90) {
    if (isDigit(draft.text.charCodeAt(1))) return peelGlog(draft, state);
    if (draft.level === null && (peelLevelFirst(draft, state) || peelLevelThenBracket(draft, state))) return true;
    return peelJavaHeader(draft, state) || peelNamedMonth(draft, state);
  }
  return false;
};
