import type { Record, Stream } from '../model/record.js';
import type { Draft } from './draft.js';
import { isHanging, withoutPlace } from './hanging.js';
import { originOfPath } from './origin.js';
import { beginsAs, type Continuation, continues, startsTraceback } from './traceback.js';

const mostLines = 500;
const mostRawCharacters = 2000;
const mostRawOfRecord = 64_000;
const noLabels: { readonly [name: string]: string } = Object.freeze(Object.create(null) as { [name: string]: string });

/** Turns drafts into records, and holds back those that further lines may go on. */
export type Joiner = {
  /** Adds a draft; what is complete now is pushed to `records`. */
  push(draft: Draft, records: Record[]): void;
  /** What is held back. */
  end(): Record[];
};

type Open = {
  readonly draft: Draft;
  /** Its last line. */
  last: Draft;
  text: string;
  raw: string;
  state: Continuation;
  lines: number;
  lastLine: number;
  /** Blank lines seen since, which belong to it only if it goes on after them. */
  blanks: number;
  /** Whether the lines of its traceback have a clock or level each. */
  isPrefixed: boolean;
  /** The number of each of its lines, once others stood between them. */
  numbers: number[] | null;
  /** Where in the text lines begin that go on a sentence. */
  wraps: number[] | null;
  /** Whether nothing goes on it any more. */
  isOver: boolean;
};

const mostBlanks = 3;
/** How many lines of others may stand between two lines of one traceback. */
const mostApart = 100;

const isNamed = (draft: Draft): boolean => draft.replica !== null || draft.process !== null;
/** Who wrote a line, as far as its envelope and prefix say it. */
const writerOf = (draft: Draft): string => `${draft.replica ?? ''}\n${draft.process ?? ''}\n${draft.level ?? ''}`;

const cut = (raw: string): string => (raw.length > mostRawCharacters ? raw.slice(0, mostRawCharacters) : raw);

/** One per source. `file` is the name that records carry. */
export const createJoiner = (file: string): Joiner => {
  const streams = new Map<string, Stream>();
  const origin = originOfPath(file);
  const originLabels = origin?.labels ?? noLabels;
  let open: Open | null = null;
  /** What is not delivered yet, in the order of first lines. */
  const queue: Open[] = [];
  /** Tracebacks that lines of another writer stand in, by their own writer: several workers that die at once print theirs line by line in turn. */
  const parked = new Map<string, Open>();

  const streamOf = (replica: string | null, process: string | null): Stream => {
    const key = `${replica ?? ''}\n${process ?? ''}`;
    let stream = streams.get(key);
    if (stream === undefined) {
      stream = { replica, process };
      if (streams.size < 10_000) streams.set(key, stream);
    }
    return stream;
  };

  const recordOf = ({ draft, text, raw, numbers, wraps }: Open): Record => ({
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
    ...(numbers === null ? {} : { lines: numbers }),
    ...(wraps === null ? {} : { wraps }),
  });

  /** Delivers what is over, up to the first record that is not. */
  const deliver = (records: Record[]): void => {
    for (let first = queue[0]; first?.isOver === true; first = queue[0]) {
      records.push(recordOf(first));
      queue.shift();
    }
  };

  /** Leaves the open record for a line that does not go on it: a traceback whose error is still to come waits for its writer's next line. */
  const leave = (held: Open, draft: Draft): void => {
    const key = writerOf(held.draft);
    const isWaiting =
      (held.state === 'python' || held.state === 'source') && isNamed(held.draft) && writerOf(draft) !== key && (isNamed(draft) || draft.hasPrefix);
    held.blanks = 0;
    if (isWaiting && !parked.has(key)) parked.set(key, held);
    else held.isOver = true;
  };

  const giveUp = (held: Open): void => {
    held.isOver = true;
    parked.delete(writerOf(held.draft));
  };

  /** Whether a line goes on a traceback of its writer that others' lines had stood in. */
  const resumes = (draft: Draft): boolean => {
    const held = parked.size === 0 ? undefined : parked.get(writerOf(draft));
    if (held === undefined) return false;
    const next = draft.line - held.lastLine > mostApart || held.lines >= mostLines || draft.isSingleLine ? null : nextState(held, draft);
    if (next === null) {
      giveUp(held);
      return false;
    }
    parked.delete(writerOf(draft));
    held.state = next;
    held.numbers ??= Array.from({ length: held.lines }, (_, index) => held.draft.line + index);
    append(held, draft);
    open = held;
    return true;
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
    if (held.state === 'open' && held.blanks === 0 && isHanging(held.draft, held.last, draft)) {
      const text = withoutPlace(held.text);
      held.text = `${text} ${draft.text.trim()}`;
      held.wraps ??= [];
      held.wraps.push(text.length + 1);
    } else held.text += gap + draft.text.trimEnd();
    held.last = draft;
    if (held.raw.length < mostRawOfRecord) held.raw += gap + cut(draft.raw);
    // In a log that was given newest first, numbers go down.
    const step = draft.line < held.lastLine ? -1 : 1;
    if (step < 0) held.numbers ??= Array.from({ length: held.lines }, (_, at) => held.draft.line - at);
    if (held.numbers !== null) for (let blanks = held.blanks; blanks >= 0; blanks -= 1) held.numbers.push(draft.line - step * blanks);
    held.lines += held.blanks + 1;
    held.lastLine = draft.line;
    held.blanks = 0;
  };

  /** Whether the draft went on the open record, or is a blank line that may still. */
  const goesOn = (held: Open, draft: Draft, isBlank: boolean): boolean => {
    const isNext = Math.abs(draft.line - held.lastLine) === held.blanks + 1;
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
    if (open !== null) leave(open, draft);
    open = null;
    const first = queue[0];
    if (first !== undefined && !first.isOver && draft.line - first.lastLine > mostApart) giveUp(first);
    const isResumed = !isBlank && resumes(draft);
    deliver(records);
    // A blank line says nothing, unless it has a clock.
    if (isResumed || (isBlank && (draft.time === null || !draft.hasPrefix))) return;
    open = {
      draft,
      last: draft,
      text: draft.text.trim(),
      raw: cut(draft.raw),
      state: beginsAs(draft.text, draft.hasPrefix),
      lines: 1,
      lastLine: draft.line,
      blanks: 0,
      isPrefixed: draft.hasPrefix,
      numbers: null,
      wraps: null,
      isOver: false,
    };
    queue.push(open);
  };

  return {
    push,
    end: () => {
      const records: Record[] = [];
      for (const held of queue) held.isOver = true;
      parked.clear();
      open = null;
      deliver(records);
      return records;
    },
  };
};
