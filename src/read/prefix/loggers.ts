import type { Level } from '../../model/record.js';
import { monthAt } from '../clock/calendar.js';
import { readClock } from '../clock/clock.js';
import { give, type Reading } from '../clock/reading.js';
import { afterDigits } from '../digits.js';
import { type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';
import { levelOfLetter, levelOfWord } from '../level.js';
import { matchEnd, skipSpaces, space } from './scan.js';
import { withoutTrailingObject } from './trailing-object.js';

/** Prefixes that the usual loggers of single languages write in an order of their own. */

const takeOff = (draft: Draft, at: number, level: Level | null): true => {
  draft.level ??= level;
  draft.text = draft.text.slice(at);
  draft.hasPrefix = true;
  return true;
};

const levelInside = /(?: {1,2}|: ?| ?\| ?| - )([A-Za-z]{3,11}) {0,4}(?:[ :][\w.:@/<>$-]{1,100}(?: [\w.$]{1,60})?)?\] ?/y;

/**
 * Where a bracket holds a clock up to `end`, then a level and perhaps the logger or its place: `[2026-01-02T15:04:05Z INFO  scorer] `
 * (Rust's env_logger), `[15:04:05 INF] ` (Serilog), `[2026-01-02:15:04:05:INFO] ` (SageMaker's containers). Gives the level and the index after the bracket.
 */
export const levelBehindClock = (text: string, end: number): { readonly level: Level; readonly at: number } | null => {
  levelInside.lastIndex = end;
  const level = levelOfWord(levelInside.exec(text)?.[1] ?? '');
  return level === null ? null : { level, at: levelInside.lastIndex };
};

/** Tornado and what builds on it: `[I 260102 15:04:05 web:42] `, whose years have no century, `[W 2026-01-02 15:04:05.123 ServerApp] ` */
const tornado = /\[([IWEDC]) (\d\d(?:\d\d(?=-))?)-?(\d\d)-?(\d\d) (\d\d:\d\d:\d\d(?:[.,]\d{1,6})?) [\w.:-]{1,80}\] ?/y;
/** Rust's fern: `[2026-01-02][15:04:05][scorer::model][INFO] `, in either order of the last two. */
const fern = /\[(\d{4}-\d\d-\d\d)\]\[(\d\d:\d\d:\d\d(?:\.\d{1,9})?)\](?:\[([A-Z]{4,5})\])?(?:\[[\w:.-]{1,100}\])?(?:\[([A-Z]{4,5})\])? ?/y;

const tornadoClock = ([, , year = '', month = '', day = '', daytime = '']: RegExpExecArray): Reading | null =>
  readClock(`${year.length === 2 ? `20${year}` : year}-${month}-${day} ${daytime}`, 0) ?? readClock(daytime, 0);

export const peelBracketedParts: Peeler = (draft, state) => {
  tornado.lastIndex = 0;
  fern.lastIndex = 0;
  const letter = tornado.exec(draft.text);
  const parts = letter === null ? fern.exec(draft.text) : null;
  const reading = letter !== null ? tornadoClock(letter) : parts !== null ? readClock(`${parts[1]} ${parts[2]}`, 0) : null;
  if (reading === null) return false;
  noteReading(draft, reading, state);
  if (letter !== null) {
    // The place stays: rules of what builds on Tornado know their programs by it.
    draft.level ??= levelOfLetter(letter[1] ?? '');
    return false;
  }
  return takeOff(draft, fern.lastIndex, levelOfWord(parts?.[3] ?? parts?.[4] ?? ''));
};

/** transformers since 4.46: `[INFO|modeling_utils.py:123] 2026-01-02 15:04:05,123 >> message` */
const transformers = /\[([A-Z]{4,8})\|[\w.-]{1,80}:\d{1,6}\] (?=\d{4}-)/y;

export const peelTransformers: Peeler = (draft, state) => {
  transformers.lastIndex = 0;
  const found = transformers.exec(draft.text);
  const reading = found === null ? null : readClock(draft.text, transformers.lastIndex);
  if (reading === null || !draft.text.startsWith(' >> ', reading.end)) return false;
  noteReading(draft, reading, state);
  return takeOff(draft, reading.end + 4, levelOfWord(found?.[1] ?? ''));
};

/** winston's plain form, which puts the time among the fields behind the message: `info: message {"timestamp":"2026-01-02T15:04:05.123Z"}` */
const winston = /(error|warn|info|http|verbose|debug|silly): /y;

export const peelWinston: Peeler = (draft, state) => {
  winston.lastIndex = 0;
  const found = winston.exec(draft.text);
  const split = found === null ? null : withoutTrailingObject(draft.text);
  const reading = readClock(split?.fields.timestamp ?? '', 0);
  if (found === null || split === null || reading === null) return false;
  noteReading(draft, reading, state);
  const { timestamp: _, ...fields } = split.fields;
  draft.fields = Object.assign(draft.fields ?? Object.create(null), fields);
  draft.text = split.message;
  return takeOff(draft, winston.lastIndex, levelOfWord(found[1] ?? ''));
};

/** Drogon: `20260102 15:04:05.123456 UTC 17 INFO  message - main.cc:54` */
const drogon = /(\d{4})(\d\d)(\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?) UTC (\d{1,10}) ([A-Z]{4,5}) +/y;

export const peelDrogon: Peeler = (draft, state) => {
  if (draft.text.charCodeAt(8) !== space) return false;
  drogon.lastIndex = 0;
  const found = drogon.exec(draft.text);
  const reading = found === null ? null : readClock(`${found[1]}-${found[2]}-${found[3]} ${found[4]}Z`, 0);
  if (found === null || reading === null) return false;
  noteReading(draft, reading, state);
  draft.process ??= `pid ${found[5]}`;
  return takeOff(draft, drogon.lastIndex, levelOfWord(found[6] ?? ''));
};

/** Go's logrus on a terminal: `INFO[0003] message`, `WARN[2026-01-02T15:04:05Z] message`; Ruby's logger: `I, [2026-01-02T15:04:05.123456 #17]  INFO -- name: ` */
const logrus = /([A-Z]{4,7})\[(?=\d)/y;
const ruby = /([DIWEFA]), \[(?=\d)/y;
const rubyRest = / #(\d{1,10})\] {1,2}[A-Z]{3,7} -- [^:\n]{0,60}: /y;

export const peelLevelThenBracket: Peeler = (draft, state) => {
  const { text } = draft;
  const word = matchEnd(logrus, text, 0);
  if (word > 0) {
    const level = levelOfWord(text.slice(0, word - 1));
    const reading = readClock(text, word) ?? secondsOf(text, word);
    if (level === null || reading === null || text.charCodeAt(reading.end) !== 93) return false;
    noteReading(draft, reading, state);
    return takeOff(draft, skipSpaces(text, reading.end + 1), level);
  }
  const letter = matchEnd(ruby, text, 0);
  const reading = letter < 0 ? null : readClock(text, letter);
  if (reading === null) return false;
  rubyRest.lastIndex = reading.end;
  const rest = rubyRest.exec(text);
  if (rest === null) return false;
  noteReading(draft, reading, state);
  draft.process ??= `pid ${rest[1]}`;
  return takeOff(draft, rubyRest.lastIndex, levelOfLetter(text.charAt(0)));
};

/** Seconds since the start: four digits or more, and no fraction. */
const secondsOf = (text: string, index: number): Reading | null => {
  const end = afterDigits(text, index);
  return end < index + 4 || end > index + 7 ? null : give('stopwatch', Number(text.slice(index, end)), 1, end);
};

/** `Jan 02, 2026 3:04:05 PM com.example.Loader load`: java.util.logging puts clock and place in a line of their own, and `INFO: message` in the next. */
const javaHeader = /([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}:\d\d:\d\d [AP]M) [\w.$]{1,200}(?: [\w.<>$]{1,100})?$/y;

export const peelJavaHeader: Peeler = (draft, state) => {
  javaHeader.lastIndex = 0;
  const found = javaHeader.exec(draft.text);
  const month = found === null ? -1 : monthAt(draft.text, 0);
  const reading = found === null || month < 1 ? null : readClock(`${found[3]}/${month}/${found[2]} ${found[4]}`, 0);
  if (reading === null) return false;
  noteReading(draft, reading, state);
  noteHeader(draft, state);
  draft.time = null;
  draft.text = '';
  return true;
};

const dotnetLevels: { readonly [word: string]: Level } = { trce: 'trace', dbug: 'debug', info: 'info', warn: 'warning', fail: 'error', crit: 'fatal' };
/** `fail: Scorer.ModelHost[0] message`: .NET's console logger, on one line or with the message, indented, on the next. */
const dotnet = /(trce|dbug|info|warn|fail|crit): [A-Za-z_][\w.+`-]{0,200}\[\d{1,9}\](?: (?=\S)|$)/y;
const indented = /^ {6}(?=\S)/;

export const peelDotnet: Peeler = (draft, state) => {
  dotnet.lastIndex = 0;
  const found = dotnet.exec(draft.text);
  const level = dotnetLevels[found?.[1] ?? ''];
  if (found === null || level === undefined) return false;
  // The category stays where the message is not on its line: it is all that the line says.
  const isAlone = dotnet.lastIndex === draft.text.length;
  state.dotnet = { line: draft.line, level };
  // The message below is a record of its own, with a line of its own to be cited.
  draft.isSingleLine = isAlone;
  return takeOff(draft, isAlone ? 'info: '.length : dotnet.lastIndex, level);
};

/** The level of the header above an indented line, and of what else is indented below that. */
export const takeDotnetLevel = (draft: Draft, state: SourceState): void => {
  if (state.dotnet === null || state.dotnet.line !== draft.line - 1 || draft.level !== null || !indented.test(draft.text)) return;
  draft.level = state.dotnet.level;
  state.dotnet = { ...state.dotnet, line: draft.line };
};

const noteHeader = (draft: Draft, state: SourceState): void => {
  const { line, time, resolution, clock, level } = draft;
  state.header = { line, time, resolution, clock, level };
};

/**
 * `2026-01-02 15:04:05 [INFO]` and nothing behind it: LM Studio puts clock and level in a line of their own. The line says nothing then, and what
 * stands right below has both.
 */
export const leaveHeader = (draft: Draft, state: SourceState): void => {
  if (draft.level === null || draft.text.trim() !== '') return;
  noteHeader(draft, state);
  if (draft.time !== null) state.times.note(draft.time);
  draft.time = null;
};

/** Gives a line the clock and the level of the header right above it. What was written at once has a stopwatch of its own in each line. */
export const takeFromHeader = (draft: Draft, state: SourceState): void => {
  const level = state.header?.level ?? null;
  if (level === null || draft.text.trim() === '' || !takeHeader(draft, state)) return;
  draft.outerLevel ??= level;
  if (draft.hasPrefix && state.header !== null) state.header = { ...state.header, line: draft.line };
  draft.hasPrefix = true;
};

/** The clock of the header right above a line that has none of its own. */
export const takeHeader: Peeler = (draft, state) => {
  const { header } = state;
  if (header === null || header.line !== draft.line - 1 || draft.time !== null) return false;
  draft.time = header.time;
  draft.resolution = header.resolution;
  draft.clock = header.clock;
  return true;
};
