import { afterDigits } from '../digits.js';
import type { Draft } from '../draft.js';
import { levelOfCapitals, levelOfLetter, levelOfWord } from '../level.js';
import { takePlaceAtEnd } from './columns.js';
import { type Cursor, placeInBrackets, takeJava, takeLogger, takeOrigin } from './origin.js';
import { afterSeparator, isLetter, matchEnd, separatorBefore, skipSpaces, space, wordEnd } from './scan.js';
import { takeTrailingObject } from './trailing-object.js';

const isPartOfPrefix = (text: string, index: number): boolean =>
  text.charCodeAt(index) === 91 || levelOfCapitals(text.slice(index, wordEnd(text, index))) !== null;

/** What loggers put in brackets: a level, a process id, a source place, a logger that stands in front of a level. Gives false at anything else. */
const takeBracket = (text: string, cursor: Cursor, hasClock: boolean): boolean => {
  const start = cursor.at;
  const close = text.indexOf(']', start + 1);
  if (close < 0 || close - start > 60) return false;
  const inside = text.slice(start + 1, close).trim();
  const level = levelOfWord(inside) ?? levelOfLetter(inside);
  if (level !== null && inside !== '') {
    if (cursor.level !== null) return false;
    cursor.level = level;
    cursor.at = afterSeparator(text, close + 1);
    return true;
  }
  if (hasClock && afterDigits(inside, 0) === inside.length && inside !== '') {
    // A number in brackets is a process only in front of a further part of the prefix.
    const next = skipSpaces(text, close + 1);
    if (cursor.process !== null || cursor.level !== null || !isPartOfPrefix(text, next)) return false;
    cursor.process = `pid ${inside}`;
    cursor.at = next;
    return true;
  }
  const end = matchEnd(placeInBrackets, text, start);
  if (end < 0) return false;
  cursor.at = end;
  return true;
};

/** `name - LEVEL`, `name | LEVEL`, `name: LEVEL`, `name LEVEL`, padded or not: a logger's name counts only in front of a level. */
const named = /(?:[\w.:@/<>-]{1,80}|\[[\w. -]{1,40}\])(?: - | \| |: | {1,60})(?=\[?([A-Za-z]{3,11})\]?(?:\s*[-|:\]]|\s))/y;

const takeLevelWord = (text: string, cursor: Cursor): boolean => {
  const end = wordEnd(text, cursor.at);
  if (end - cursor.at < 3 || end - cursor.at > 13) return false;
  const word = text.slice(cursor.at, end);
  const level = levelOfCapitals(word);
  if (level === null) return false;
  const next = text.charCodeAt(end);
  if (!(next === space || next === 58 || next === 9 || next === 124 || next === 45 || next === 44 || next === 59 || end === text.length)) return false;
  cursor.level = level;
  cursor.at = afterSeparator(text, end);
  return true;
};

const loggerTags = new Set(['[TRT-LLM]', '[TRT]', '[TensorRT-LLM]', '[serving]', '[MainProcess]']);
const isLoggerTag = (tag: string): boolean => loggerTags.has(tag);

/** Moves past a bracket if a level in brackets, or a bare one, follows; gives the index after the bracket. */
const takeTagBeforeLevel = (text: string, cursor: Cursor): number | null => {
  const close = text.indexOf(']', cursor.at);
  if (close < 0 || close - cursor.at > 40) return null;
  const next = skipSpaces(text, close + 1);
  const isBracket = text.charCodeAt(next) === 91;
  const start = isBracket ? next + 1 : next;
  const end = wordEnd(text, start);
  const word = text.slice(start, end);
  const level = isBracket ? (levelOfWord(word) ?? levelOfLetter(word)) : levelOfCapitals(word);
  if (level === null) return null;
  if (isBracket && text.charCodeAt(skipSpaces(text, end)) !== 93) return null;
  cursor.at = next;
  return close + 1;
};

const takeNamed = (text: string, cursor: Cursor): boolean => {
  named.lastIndex = cursor.at;
  const found = named.exec(text);
  if (found === null) return false;
  const word = found[1] ?? '';
  const level = levelOfCapitals(word);
  if (level === null) return false;
  const name = found[0];
  // With only a blank between them the word could be a sentence's; names of loggers have no upper case there.
  if (!/(?: - | \| |: )$/.test(name) && !/^[\w.]+ {1,60}$/.test(name)) return false;
  cursor.at = named.lastIndex;
  return true;
};

/** nginx: `7#7: *1 ` after its level. */
const nginxProcess = /(\d+)#\d+: /y;

/** pino-pretty: `(4711): `, `(embedder/4711): ` or `(embedder/4711 on node-1): ` after its level. */
const pinoProcess = /\((?:[\w.@-]{1,60}\/)?(\d{1,10})(?: on [\w.-]{1,80})?\): ?/y;

/** Everything a logger may put between its clock and the message. */
export const takeTail = (draft: Draft, index: number, hasClock: boolean): void => {
  const text = draft.text;
  const cursor: Cursor = { at: index, level: draft.level, process: null };
  let kept = '';
  for (let step = 0; step < 7; step += 1) {
    const code = text.charCodeAt(cursor.at);
    if (code === 91) {
      const before = cursor.at;
      if (takeBracket(text, cursor, hasClock)) continue;
      // A bracket that stands in front of a level in brackets is a logger's tag: [TRT-LLM] [I], [serving][info].
      const tag = cursor.level === null ? takeTagBeforeLevel(text, cursor) : null;
      if (tag === null) break;
      if (!isLoggerTag(text.slice(before, tag))) kept += `${text.slice(before, tag)} `;
      continue;
    }
    if (cursor.level !== null) break;
    if (isLetter(code) && takeLevelWord(text, cursor)) {
      takeOrigin(text, cursor, separatorBefore(text, cursor.at));
      continue;
    }
    if (hasClock && takeNamed(text, cursor)) continue;
    break;
  }
  if (cursor.level !== null && draft.level === null) {
    if (hasClock && !takeJava(text, cursor)) kept = takeLogger(text, cursor, kept);
    for (const own of hasClock ? [nginxProcess, pinoProcess] : []) {
      own.lastIndex = cursor.at;
      const found = own.exec(text);
      if (found === null) continue;
      cursor.process ??= `pid ${found[1]}`;
      cursor.at = own.lastIndex;
    }
  }
  draft.level = cursor.level;
  if (cursor.process !== null && (draft.process === null || !draft.process.startsWith('pid '))) draft.process = cursor.process;
  draft.text = kept === '' ? text.slice(cursor.at) : kept + text.slice(cursor.at);
  if (cursor.level !== null) {
    takeTrailingObject(draft);
    if (hasClock) takePlaceAtEnd(draft);
  }
};
