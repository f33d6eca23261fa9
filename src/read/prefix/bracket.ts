import type { Level } from '../../model/record.js';
import { readClock } from '../clock/clock.js';
import { readMonthSlashDay } from '../clock/dates.js';
import { readEpoch } from '../clock/epoch.js';
import { readStopwatchSeconds } from '../clock/stopwatch.js';
import { type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';
import { levelOfLetter, levelOfWord } from '../level.js';
import { levelBehindClock } from './loggers.js';
import { afterSeparator, isLetter, matchEnd, skipSpaces, space, wordEnd } from './scan.js';
import { takeTail } from './tail.js';

/** `[NeMo I 2026-02-28 22:25:02 nemo_logging:393] ` */
const nemo = /\[NeMo ([IWEDF]) /y;
/** `[INFO 15:04:05] ` */
const levelThenClock = /\[([A-Z]{4,8})[ |:-]{1,3}(?=\d\d[\d:-])/y;
/** Celery's `: INFO/MainProcess]`, SGLang's ` TP0 EP0]`. */
const celery = /: ([A-Z]+)\/([\w-]+)\] ?/y;
const ranks = /((?: (?:TP|DP|EP|PP|ATTN_TP|MOE_EP)\d+)+)\] ?/y;

/** AWS Neuron's `: I path/file.py:638] `, as TensorFlow has it, in one bracket with the clock. */
const placeBehind = /: ([IWEDF]) [\w./-]{1,160}:\d{1,6}\] ?/y;
/** fvcore's ` d2.engine]: `: the logger, in one bracket with the clock. */
const loggerBehind = / [A-Za-z_][\w.-]{0,60}\]:? ?/y;

/** NestJS: `[Nest] 297  - 11/01/2025, 9:52:11 PM     LOG [Context] message`. */
const nest = /\[[A-Z]\w{1,20}\] (\d{1,7}) +- (?=\d)/y;

/** Any clock in brackets: `[2026-01-01 00:00:00 +0000] `, `[02/13/2026-04:21:37] `, `[    2.345678] `, `[GIN] 2026/01/02 - 15:04:05 |`. */
export const peelBracketClock: Peeler = (draft, state) => {
  const text = draft.text;
  if (text.startsWith('[GIN] ') || text.startsWith('[GIN-debug] ')) return peelGin(draft, state);
  nest.lastIndex = 0;
  const named = nest.exec(text);
  if (named !== null) return takeNest(draft, state, nest.lastIndex, named[1] ?? '');
  nemo.lastIndex = 0;
  const nemoLevel = nemo.exec(text);
  levelThenClock.lastIndex = 0;
  const levelled = nemoLevel === null ? levelThenClock.exec(text) : null;
  const start = nemoLevel !== null ? nemo.lastIndex : levelled !== null ? levelThenClock.lastIndex : skipSpaces(text, 1);
  const reading =
    readClock(text, start) ??
    readMonthSlashDay(text, start) ??
    (start > 1 || text.includes('.') ? readStopwatchSeconds(text, start) : null) ??
    readEpoch(text, start);
  if (reading === null) return false;
  const end = reading.end;
  let at = -1;
  let process: string | null = null;
  let level: Level | null = nemoLevel === null ? levelOfWord(levelled?.[1] ?? '') : levelOfLetter(nemoLevel[1] ?? '');
  if (levelled !== null && level === null) return false;
  if (text.charCodeAt(end) === 93) at = end + 1;
  else if (nemoLevel !== null) at = text.indexOf(']', end) + 1;
  else {
    celery.lastIndex = end;
    ranks.lastIndex = end;
    const task = celery.exec(text);
    placeBehind.lastIndex = end;
    const placed = task === null ? placeBehind.exec(text) : null;
    const rank = task === null && placed === null ? ranks.exec(text) : null;
    if (task !== null) {
      level = levelOfWord(task[1] ?? '');
      process = task[2] ?? null;
      at = celery.lastIndex;
    } else if (placed !== null) {
      level = levelOfLetter(placed[1] ?? '');
      at = placeBehind.lastIndex;
    } else if (rank !== null) {
      process = rank[1]?.trim() ?? null;
      at = ranks.lastIndex;
    } else {
      const found = levelBehindClock(text, end);
      level = found?.level ?? null;
      at = found?.at ?? matchEnd(loggerBehind, text, end);
    }
  }
  if (at <= 0) return false;
  noteReading(draft, reading, state);
  if (level !== null) draft.level = level;
  if (process !== null) draft.process ??= process;
  draft.text = text;
  draft.hasPrefix = true;
  const indent = text.charCodeAt(at) === space ? at + 1 : at;
  const next = skipSpaces(text, indent);
  // An indent after the clock is kept where no further prefix follows: it tells continuation lines.
  if (text.charCodeAt(next) === 91 || isLetter(text.charCodeAt(next)) || text.charCodeAt(next) === 45 || text.charCodeAt(next) === 124) {
    const before = draft.level;
    takeTail(draft, afterSeparator(text, at), true);
    if (draft.level === before && draft.text.length === text.length - next) draft.text = text.slice(indent);
  } else draft.text = text.slice(indent);
  return true;
};

const takeNest = (draft: Draft, state: SourceState, at: number, process: string): boolean => {
  const reading = readClock(draft.text, at);
  if (reading === null) return false;
  noteReading(draft, reading, state);
  draft.process ??= `pid ${process}`;
  draft.hasPrefix = true;
  const from = skipSpaces(draft.text, reading.end);
  const level = levelOfWord(draft.text.slice(from, wordEnd(draft.text, from)));
  draft.level ??= level;
  draft.text = draft.text.slice(level === null ? from : skipSpaces(draft.text, wordEnd(draft.text, from)));
  return true;
};

const peelGin: Peeler = (draft, state) => {
  const at = draft.text.indexOf(']') + 2;
  const reading = readClock(draft.text, at);
  if (reading === null) return false;
  noteReading(draft, reading, state);
  draft.text = `[GIN] ${draft.text.slice(afterSeparator(draft.text, reading.end))}`;
  draft.hasPrefix = true;
  return false;
};

/** `[INFO] message`, `[WARNING]: message`, `[TensorRT-LLM][INFO] message`, `[I] message` behind another layer. */
export const peelBracketLevel: Peeler = (draft) => {
  const before = draft.text;
  takeTail(draft, 0, false);
  if (draft.text === before) return false;
  draft.hasPrefix = true;
  return true;
};
