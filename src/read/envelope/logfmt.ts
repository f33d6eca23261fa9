import { readClock } from '../clock/clock.js';
import { epochOf } from '../clock/epoch.js';
import { noteInstant, noteReading, type Peeler } from '../draft.js';
import { levelOfWord } from '../level.js';
import { lineOf } from './fields.js';

const pair = /([A-Za-z_@][\w.@/-]*)=(?:"([^"\\]*(?:\\.[^"\\]*)*)"|([^\s"]\S*|))(?:\s+|$)/y;
const limit = 64;
const timeNames = new Set(['time', 'ts', 'timestamp', 't', '@timestamp']);
const levelNames = new Set(['level', 'lvl', 'severity']);
const messageNames = new Set(['msg', 'message']);

const withoutBackslashes = (text: string): string =>
  text.includes('\\') ? text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter)) : text;

/** `time=… level=INFO msg="server started" port=8080`: message, clock and level, the rest as fields. Other lines of pairs are messages. */
export const peelLogfmt: Peeler = (draft, state) => {
  const text = draft.text;
  const names = text.slice(0, text.indexOf('='));
  if (
    !timeNames.has(names) &&
    !levelNames.has(names) &&
    !messageNames.has(names) &&
    !(/ (?:msg|message)=/.test(text) && / (?:time|ts|timestamp|level|lvl)=/.test(text))
  )
    return false;
  const fields = Object.create(null) as { [name: string]: string };
  let count = 0;
  let message: string | null = null;
  let hasEnvelope = false;
  let rest = '';
  pair.lastIndex = 0;
  for (let at = 0; at < text.length; at = pair.lastIndex) {
    pair.lastIndex = at;
    const found = pair.exec(text);
    if (found === null) {
      rest = text.slice(at);
      break;
    }
    const name = found[1] ?? '';
    const value = found[2] === undefined ? (found[3] ?? '') : withoutBackslashes(found[2]);
    if (timeNames.has(name)) {
      const reading = readClock(value, 0);
      const epoch = reading === null ? epochOf(Number(value)) : null;
      if (reading !== null) noteReading(draft, reading, state);
      else if (epoch !== null) noteInstant(draft, epoch.seconds, epoch.resolution);
      hasEnvelope ||= reading !== null || epoch !== null;
    } else if (levelNames.has(name) && levelOfWord(value) !== null) {
      draft.level = levelOfWord(value);
      hasEnvelope = true;
    } else if (messageNames.has(name) && message === null) {
      message = value;
      hasEnvelope = true;
    } else if (count < limit) {
      fields[name] = value;
      count += 1;
    }
  }
  if (!hasEnvelope) return false;
  draft.fields = count === 0 ? draft.fields : Object.assign(draft.fields ?? Object.create(null), fields);
  draft.text = [message ?? (rest === '' ? lineOf(fields) : ''), rest].filter((part) => part !== '').join(' ');
  draft.hasPrefix = true;
  draft.isSingleLine ||= draft.text.includes('\n');
  return true;
};
