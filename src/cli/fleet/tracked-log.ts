import type { BootRecord } from '../../fleet/boots/record.js';
import type { Seconds } from '../../model/units.js';
import { compressionOf } from '../../read/decompress.js';
import { encodingOf } from '../../read/encoding.js';
import { looksLikeReport } from '../input/report-inputs.js';
import type { ListedFile } from './list-files.js';
import type { LiveLog } from './live-log.js';
import type { FileResult } from './read-file.js';

/** Enough of a log's beginning to see that its file holds another one now. */
export const headBytes = 512;

/** A log that is followed. */
export type TrackedLog = {
  /** As it lay there when it was read last. */
  file: ListedFile;
  head: Buffer;
  /** The first bytes of its text; null: not unpacked yet. */
  textHead: Buffer | null;
  /** Up to where it was compared with logs that are gone. */
  comparedBytes: number;
  /** Whether it is text that grows at its end; what is compressed, or a report, is replaced as a whole. */
  isPlain: boolean;
  result: FileResult;
  /** Null where it is read from its beginning when it has grown. */
  live: LiveLog | null;
  /** When it was read last, and when it may be read again, in seconds of the clock. */
  readAt: Seconds;
  dueAt: Seconds;
};

/** What the first bytes of a file tell of it. */
export const lookOf = (sample: Buffer): Pick<TrackedLog, 'head' | 'textHead' | 'isPlain'> => {
  const head = Buffer.from(sample.subarray(0, headBytes));
  const isPacked = compressionOf(sample) !== null;
  return { head, textHead: isPacked ? null : head, isPlain: !isPacked && encodingOf(sample) !== 'binary' && !looksLikeReport(sample) };
};

/** A log of which nothing was read. */
export const newTrackedLog = (file: ListedFile, sample: Buffer): TrackedLog => ({
  file,
  ...lookOf(sample),
  comparedBytes: 0,
  result: { path: file.path, hash: null, bytes: 0, boots: [], problems: [] },
  live: null,
  readAt: 0,
  dueAt: 0,
});

/** Whether its file still holds the same log, with more behind it or not. */
export const isSameLog = ({ head, result, isPlain }: TrackedLog, file: ListedFile, sample: Buffer): boolean =>
  !isPlain || (file.bytes >= (result.bytes ?? 0) && sample.subarray(0, head.length).equals(head));

export const isUntouched = ({ file }: TrackedLog, now: ListedFile): boolean => file.bytes === now.bytes && file.modified === now.modified;

/** Takes what its reader knows by now into the result. */
export const takeLive = (log: TrackedLog): void => {
  if (log.live === null) return;
  const boots: readonly BootRecord[] = log.live.boots();
  log.result = { path: log.file.path, hash: log.live.hash(), bytes: log.live.bytes(), boots, problems: [] };
};
