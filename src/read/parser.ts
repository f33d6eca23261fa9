import { isAscii } from 'node:buffer';
import type { Record } from '../model/record.js';
import type { Instant } from '../model/units.js';
import { withoutEscapes } from './ansi.js';
import { beginningOf } from './beginning.js';
import type { Block } from './block.js';
import { createTimes } from './clock/times.js';
import { createDocument, documentKindOf, type LogDocument } from './document.js';
import { createDraft, type Draft, inheritDraft, type SourceState } from './draft.js';
import { peelLayer } from './envelope/peel.js';
import { createJoiner } from './joiner.js';
import { createEventRows } from './kubernetes/rows.js';
import { createParts } from './parts.js';
import { marginOf } from './pasted/margin.js';
import type { Margin } from './pasted/step.js';
import { plainText } from './pasted/typography.js';
import { takeFromHeader } from './prefix/loggers.js';
import { takeMoment } from './prefix/moment.js';
import { mayRedraw, statesOf } from './redraw.js';

/** One per source. Keeps what lines depend on: partial lines, open tracebacks, the clock's context, the last time per stream. */
export type RecordParser = {
  /** All records of a block, in order. */
  all(block: Block): Record[];
  /**
   * Only the records of the lines that begin at these byte offsets; everything else is skipped unread. A line without a clock takes the time of the
   * nearest dated line before it. Whoever stops asking has seen the block up to the last record's line: the rest may be read otherwise.
   */
  some(block: Block, lines: readonly { readonly offset: number; readonly line: number }[]): Generator<Record, void>;
  /** What was held back: an open traceback, a partial line. */
  end(): Record[];
  /** Lines seen, and how many of them lost their rest because they were too long. */
  readonly counts: { lines: number; skipped: number };
};

/** What the file itself does not say. */
export type ParserContext = {
  /** When the log was taken (its modification time): a year that it leaves out is the last one not after this. */
  readonly now?: Instant | null;
};

const lineFeed = 10;
const mostLayers = 8;
const searchBackLines = 64;
/** How much of such a line is looked at: its clock stands at its beginning. */
const wantedBytes = 4096;

/** Counts line feeds. */
const countLines = (bytes: Buffer): number => {
  let count = 0;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) count += 1;
  return count + (bytes.length > 0 && bytes[bytes.length - 1] !== lineFeed ? 1 : 0);
};

/** Turns the lines of one source into records. `path` is the name that records carry. */
export const createRecordParser = (path: string, context: ParserContext = {}): RecordParser => {
  const state: SourceState = {
    times: createTimes(context.now ?? null),
    firstHost: null,
    labelledStopwatch: null,
    hasClockInFront: false,
    quoteMark: null,
    header: null,
    above: null,
    dotnet: null,
  };
  const parts = createParts();
  const joiner = createJoiner(path);
  const rows = createEventRows(context.now ?? null);
  let document: LogDocument | null = null;
  let margin: Margin | null = null;
  let isBeginning = true;
  const counts = { lines: 0, skipped: 0 };

  const draftOf = (raw: string, line: number): Draft => {
    const draft = createDraft(raw, line);
    if (margin === null) return draft;
    draft.text = margin(raw);
    draft.isSingleLine = draft.text.includes('\n');
    return draft;
  };

  const peel = (draft: Draft): Draft[] => {
    for (let layer = 0; layer < mostLayers; layer += 1) {
      if (mayRedraw(draft.text) && !draft.text.includes('{"')) {
        const states = statesOf(draft.text);
        if (states.length > 1) return peelStates(draft, states);
        draft.text = states[0] ?? '';
      }
      if (draft.isPartial || parts.isWaiting(draft)) break;
      if (!peelLayer(draft, state)) break;
    }
    return [draft];
  };

  const peelStates = (draft: Draft, states: readonly string[]): Draft[] => {
    let last = draft;
    return states.flatMap((text) => {
      const drafts = peel(inheritDraft(last, text));
      last = drafts[drafts.length - 1] ?? last;
      return drafts;
    });
  };

  const deliver = (draft: Draft, records: Record[]): void => {
    takeFromHeader(draft, state);
    if (draft.time !== null) state.hasClockInFront = true;
    else if (!state.hasClockInFront) takeMoment(draft, state);
    if (draft.time !== null) state.times.note(draft.time);
    joiner.push(draft, records);
  };

  const take = (draft: Draft, records: Record[]): void => {
    for (const peeled of peel(draft)) {
      const whole = parts.join(peeled);
      if (whole === null) continue;
      for (const done of whole === peeled ? [whole] : peel(whole)) {
        if (rows.hold(done)) continue;
        for (const row of rows.release()) deliver(row, records);
        deliver(done, records);
      }
    }
  };

  /** What a document holds; one without records is read as a log after all. */
  const takeDocument = (complete: LogDocument, records: Record[]): void => {
    const { drafts, entries, lines } = complete.end();
    for (const draft of drafts) deliver(draft, records);
    for (const entry of entries) take(entry, records);
    if (drafts.length + entries.length === 0) for (const { text, line } of lines) take(createDraft(text, line), records);
  };

  const decode = (bytes: Buffer, start: number, end: number, ascii: boolean): string => {
    let text = bytes.toString(ascii ? 'latin1' : 'utf8', start, end);
    if (text.charCodeAt(text.length - 1) === 13) text = text.replace(/\r+$/, '');
    if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    if (text.includes('\0')) text = text.replaceAll('\0', '');
    return plainText(withoutEscapes(text), ascii);
  };

  const all = (block: Block): Record[] => {
    const records: Record[] = [];
    const { bytes } = block;
    const ascii = isAscii(bytes);
    if (isBeginning) {
      const sample = beginningOf(bytes);
      margin = marginOf(sample);
      const kind = documentKindOf(margin === null ? sample : sample.split('\n').map(margin).join('\n'));
      if (kind !== null) document = createDocument(kind);
      isBeginning = false;
    }
    let line = block.firstLine;
    for (let start = 0; start < bytes.length; line += 1) {
      const found = bytes.indexOf(lineFeed, start);
      const end = found < 0 ? bytes.length : found;
      const text = decode(bytes, start, end, ascii);
      if (document === null) take(draftOf(text, line), records);
      else if (!document.push(margin === null ? text : margin(text), line)) counts.skipped += 1;
      start = end + 1;
    }
    counts.lines += line - block.firstLine;
    counts.skipped += block.cutLines ?? 0;
    return records;
  };

  /** The time of the nearest dated line before an offset, within the block. */
  const timeBefore = (bytes: Buffer, offset: number): { readonly time: Instant; readonly resolution: number } | null => {
    let end = offset - 1;
    for (let step = 0; step < searchBackLines && end > 0; step += 1) {
      const start = bytes.lastIndexOf(lineFeed, end - 1) + 1;
      const draft = peel(draftOf(decode(bytes, start, Math.min(end, start + wantedBytes), false), 0))[0];
      if (draft?.time !== undefined && draft.time !== null) return { time: draft.time, resolution: draft.resolution };
      end = start - 1;
    }
    return null;
  };

  const someOf = function* (block: Block, { offset, line }: { readonly offset: number; readonly line: number }): Generator<Record, void> {
    const records: Record[] = [];
    const found = block.bytes.indexOf(lineFeed, offset);
    const draft = draftOf(decode(block.bytes, offset, found < 0 ? block.bytes.length : found, false), line);
    for (const done of peel(draft)) {
      if (rows.hold(done)) for (const row of rows.release()) done.time = row.time;
      if (done.time === null) {
        const before = timeBefore(block.bytes, offset);
        done.time = before?.time ?? null;
        done.resolution = before?.resolution ?? 0;
      }
      if (done.time !== null) state.times.note(done.time);
      joiner.push(done, records);
    }
    yield* [...records, ...joiner.end()];
  };

  const some: RecordParser['some'] = function* (block, lines) {
    let seen = 0;
    try {
      yield* joiner.end();
      for (const line of lines) {
        seen = line.line - block.firstLine + 1;
        yield* someOf(block, line);
      }
      seen = block.lines ?? countLines(block.bytes);
      counts.skipped += block.cutLines ?? 0;
    } finally {
      counts.lines += seen;
    }
  };

  const end = (): Record[] => {
    const records: Record[] = [];
    if (document !== null) takeDocument(document, records);
    document = null;
    for (const row of rows.release()) deliver(row, records);
    for (const part of parts.end()) for (const done of peel(part)) joiner.push(done, records);
    records.push(...joiner.end());
    return records;
  };

  return { all, some, end, counts };
};
