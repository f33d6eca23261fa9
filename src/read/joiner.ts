import type { Record, Stream } from '../model/record.js';
import type { Draft } from './draft.js';
import { originOfPath } from './origin.js';
import { beginsAs, type Continuation, continues, startsTraceback } from './traceback.js';

const mostLines = 500;
const mostRawCharacters = 2000;
const mostRawOfRecord = 64_000;
const noLabels: { readonly [name: string]: string } = Object.freeze(Object.create(null) as { [name: string]: string });

/** Turns drafts into records, and holds the last one back as long as further lines may go on it. */
export type Joiner = {
  /** Adds a draft; what is complete now is pushed to `records`. */
  push(draft: Draft, records: Record[]): void;
  /** What is held back. */
  end(): Record[];
};

type Open = {
  readonly draft: Draft;
  text: string;
  raw: string;
  state: Continuation;
  lines: number;
  lastLine: number;
  /** Blank lines seen since, which belong to it only if it goes on after them. */
  blanks: number;
  /** Whether the lines of its traceback have a clock or level each. */
  isPrefixed: boolean;
};

const mostBlanks = 3;

const cut = (raw: string): string => (raw.length > mostRawCharacters ? raw.slice(0, mostRawCharacters) : raw);

/** One per source. `file` is the name that records carry. */
export const createJoiner = (file: string): Joiner => {
  const streams = new Map<string, Stream>();
  const origin = originOfPath(file);
  const originLabels = origin?.labels ?? noLabels;
  let open: Open | null = null;

  const streamOf = (replica: string | null, process: string | null): Stream => {
    const key = `${replica ?? ''}\n${process ?? ''}`;
    let stream = streams.get(key);
    if (stream === undefined) {
      stream = { replica, process };
      if (streams.size < 10_000) streams.set(key, stream);
    }
    return stream;
  };

  const recordOf = (draft: Draft, text: string, raw: string): Record => ({
    file,
    line: draft.line,
    text,
    raw,
    time: draft.time,
    resolutionSeconds: draft.resolution,
    ...(draft.clock === '' ? {} : { clock: draft.clock }),
    level: draft.level ?? draft.outerLevel,
    stream: streamOf(draft.replica ?? origin?.replica ?? null, draft.process),
    labels: draft.labels === null ? originLabels : origin === null ? draft.labels : { ...originLabels, ...draft.labels },
    fields: draft.fields ?? noLabels,
    ...(draft.isSingleLine ? { isSingleLine: true } : {}),
  });

  const flush = (records: Record[]): void => {
    if (open === null) return;
    records.push(recordOf(open.draft, open.text, open.raw));
    open = null;
  };

  const isSameStream = (draft: Draft, first: Draft): boolean =>
    draft.replica === first.replica && (draft.process === first.process || (draft.process === null && !draft.hasPrefix));

  const nextState = (held: Open, draft: Draft): Continuation | null => {
    const { level } = held.draft;
    // A logger that writes a traceback puts it under its own error line.
    if (held.state === 'open' && (level === 'error' || level === 'fatal') && startsTraceback(draft.text) && (!draft.hasPrefix || draft.level === level)) {
      held.isPrefixed = draft.hasPrefix;
      return 'python';
    }
    if (held.state === 'python' || held.state === 'source' || held.state === 'raised') {
      if (draft.hasPrefix && (!held.isPrefixed || draft.level !== level)) return null;
      if (!draft.hasPrefix) held.isPrefixed = false;
      return continues(held.state, draft.text, false);
    }
    return continues(held.state, draft.text, draft.hasPrefix);
  };

  const append = (held: Open, draft: Draft): void => {
    const gap = '\n'.repeat(held.blanks + 1);
    held.text += gap + draft.text.trimEnd();
    if (held.raw.length < mostRawOfRecord) held.raw += gap + cut(draft.raw);
    held.lines += held.blanks + 1;
    held.lastLine = draft.line;
    held.blanks = 0;
  };

  /** Whether the draft went on the open record, or is a blank line that may still. */
  const goesOn = (held: Open, draft: Draft, isBlank: boolean): boolean => {
    const isNext = draft.line === held.lastLine + held.blanks + 1;
    if (!isNext || held.draft.isSingleLine || draft.isSingleLine || held.lines >= mostLines || !isSameStream(draft, held.draft)) return false;
    if (isBlank) {
      if (held.state === 'none' || held.state === 'open' || held.blanks >= mostBlanks) return false;
      held.blanks += 1;
      return true;
    }
    const next = nextState(held, draft);
    if (next === null) return false;
    held.state = next;
    append(held, draft);
    return true;
  };

  const push = (draft: Draft, records: Record[]): void => {
    const isBlank = draft.text === '' || draft.text.trim() === '';
    if (open !== null && goesOn(open, draft, isBlank)) return;
    flush(records);
    // A blank line says nothing, unless it has a clock.
    if (isBlank && (draft.time === null || !draft.hasPrefix)) return;
    open = {
      draft,
      text: draft.text.trim(),
      raw: cut(draft.raw),
      state: beginsAs(draft.text, draft.hasPrefix),
      lines: 1,
      lastLine: draft.line,
      blanks: 0,
      isPrefixed: draft.hasPrefix,
    };
  };

  return {
    push,
    end: () => {
      const records: Record[] = [];
      flush(records);
      return records;
    },
  };
};
