import { createGrowingLog } from '../../diagnose/growing-log.js';
import type { BootRecord } from '../../fleet/boots/record.js';
import { type LogStream, rowsQuery, type Window } from '../../fleet/table/queries.js';
import { newStreamTail, readStream, type StreamTable } from '../../fleet/table/stream-source.js';
import { before } from '../../fleet/table/time.js';
import { pathOf } from './open-table.js';
import type { FileReader } from './read-file.js';
import { recordsOfStream } from './read-stream.js';

/** How late a row may come, behind others of its stream, and is still taken in. */
export const latenessSeconds = 600;

/** The log of a stream that is read on as rows come. */
export type LiveStream = {
  /** Reads what is new, until the signal; gives false, having read nothing, where rows came in front of what was read. Throws a UserError. */
  readonly readOn: (stream: LogStream, from: StreamTable, signal: AbortSignal) => Promise<boolean>;
  /** Takes in what was held back; gives whether there may have been any. */
  readonly settle: () => boolean;
  readonly boots: () => readonly BootRecord[];
};

/** A stream of which nothing was read. */
export const createLiveStream = (first: LogStream, { rules, thresholds }: Omit<FileReader, 'contentOf'>): LiveStream => {
  const log = createGrowingLog({ path: pathOf(first), modified: Date.now() / 1000, rules, thresholds });
  const tail = newStreamTail(first);
  let isSettled = true;
  let known: readonly BootRecord[] | null = [];
  /** The last of what was read, and its rows: others there have come since. */
  let read: (Window & { readonly rows: string }) | null = null;

  return {
    readOn: async (stream, from, signal) => {
      const since = before(stream.last, latenessSeconds, from.table.kind) ?? first.first;
      // Once it is read to its end, rows in front of that are late.
      const late: Window = { since, until: stream.last };
      const [[rowsOfRead, rows = ''] = []] = await from.database.ask(rowsQuery(from.table, stream, read ?? late, late));
      if (read !== null && rowsOfRead !== read.rows) return false;
      for await (const block of readStream(stream, from, tail, log.steady)) {
        if (log.push(block)) known = null;
        isSettled = false;
        if (signal.aborted) return true;
      }
      read = { ...late, rows };
      return true;
    },
    settle: () => {
      if (isSettled) return false;
      log.settle();
      isSettled = true;
      known = null;
      return true;
    },
    boots: () => {
      known ??= recordsOfStream(log.boots(), first);
      return known;
    },
  };
};
