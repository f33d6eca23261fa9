import { readClock } from '../clock/clock.js';
import { readLocalSyslogDate, readSyslogDate } from '../clock/dates.js';
import type { Reading } from '../clock/reading.js';
import { addLabel, type Draft, noteReading, type Peeler, type SourceState } from '../draft.js';
import { levelOfSeverity } from '../level.js';

// RFC 3164 and journald's short formats: host, then ident[pid]: or ident:
const origin = /([\w.:-]{1,255}) ([\w./@:()\\-]{1,128}?)(?:\[(\d{1,10})\])?: ?/y;
const originWithPid = /([\w.:-]{1,255}) (?:([\w./@:()\\-]{1,128})\[(\d{1,10})\]|(kernel|systemd)): ?/y;

/** Notes who wrote: a second host in one file, or a numbered instance of a unit, is a replica of its own. */
const noteOrigin = (draft: Draft, state: SourceState, host: string, ident: string | undefined, pid: string | undefined): void => {
  addLabel(draft, 'host', host);
  state.firstHost ??= host;
  if (draft.replica === null && ident !== undefined && /[@_-]\d+(?:\.service)?$/.test(ident)) draft.replica = ident;
  else if (host !== state.firstHost) draft.replica ??= host;
  if (ident !== undefined) addLabel(draft, 'unit', ident);
  if (pid !== undefined) draft.process ??= `pid ${pid}`;
};

/** `Aug 24 17:41:29 host ident[1633]: message`, with microseconds (short-precise), or ISO (short-iso: only with a pid). */
export const peelSyslog: Peeler = (draft, state) => {
  const text = draft.text;
  const code = text.charCodeAt(0);
  const isIso = code >= 48 && code <= 57;
  const reading = isIso ? readClock(text, 0) : readSyslogDate(text, 0);
  if (reading === null || (isIso && (reading.known !== 'full' || !reading.hasZone)) || text.charCodeAt(reading.end) !== 32) return false;
  return peelOrigin(draft, state, reading, isIso ? originWithPid : origin);
};

/** The same with its month in another language: `авг 18 14:14:59 host ident[1633]: message`, ` 8月 15 21:00:26 host ident[1633]: message` */
export const peelLocalSyslog: Peeler = (draft, state) => {
  const text = draft.text;
  // Numbers of months are filled up with a blank.
  const reading = readLocalSyslogDate(text, text.charCodeAt(0) === 32 ? 1 : 0);
  return reading !== null && text.charCodeAt(reading.end) === 32 && peelOrigin(draft, state, reading, origin);
};

const peelOrigin = (draft: Draft, state: SourceState, reading: Reading, pattern: RegExp): boolean => {
  pattern.lastIndex = reading.end + 1;
  const found = pattern.exec(draft.text);
  if (found === null) return false;
  noteReading(draft, reading, state);
  noteOrigin(draft, state, found[1] ?? '', found[2] ?? found[4], found[3]);
  draft.text = draft.text.slice(pattern.lastIndex);
  return true;
};

const priority = /<(\d{1,3})>(1 )?/y;
const header5424 = /(\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (-|(?:\[[^\]\\]*(?:\\.[^\]\\]*)*\])+) ?\uFEFF?/y;

/** RFC 5424 `<34>1 2026-08-24T17:41:29Z host app 1633 ID [sd] message`, and RFC 3164 with its `<34>`. */
export const peelPriority: Peeler = (draft, state) => {
  priority.lastIndex = 0;
  const found = priority.exec(draft.text);
  if (found === null || Number(found[1]) > 191) return false;
  const rest = draft.text.slice(priority.lastIndex);
  const level = levelOfSeverity(Number(found[1]) & 7);
  if (found[2] === undefined) {
    const line = draft.text;
    draft.text = rest;
    if (!peelSyslog(draft, state)) {
      draft.text = line;
      return false;
    }
    draft.outerLevel ??= level;
    return true;
  }
  const reading = rest.startsWith('- ') ? null : readClock(rest, 0);
  const at = reading === null ? 1 : reading.end;
  if (reading === null && !rest.startsWith('- ')) return false;
  header5424.lastIndex = at + 1;
  const header = header5424.exec(rest);
  if (header === null) return false;
  if (reading !== null) noteReading(draft, reading, state);
  const value = (index: number): string | undefined => (header[index] === '-' ? undefined : header[index]);
  const host = value(1);
  if (host !== undefined) noteOrigin(draft, state, host, value(2), value(3));
  draft.outerLevel ??= level;
  draft.text = rest.slice(header5424.lastIndex);
  return true;
};

// A tag without date and host: `app[91]: 2026-07-01T12:00:00.010Z INFO …`
const tag = /([a-z][\w./-]{0,63})\[(\d{1,10})\]: /y;

/** `app[91]: message`, as supervisors and `docker logs` of a syslog driver print it. */
export const peelTag: Peeler = (draft) => {
  tag.lastIndex = 0;
  const found = tag.exec(draft.text);
  if (found === null) return false;
  draft.process ??= `pid ${found[2]}`;
  draft.text = draft.text.slice(tag.lastIndex);
  return true;
};
