import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createGrowingLog } from '../../diagnose/growing-log.js';
import { type BootRecord, bootRecord } from '../../fleet/boots/record.js';
import type { Seconds } from '../../model/units.js';
import { newTail, readRest } from '../../read/tail.js';
import { redacted } from '../../report/redaction/redact.js';
import type { FileReader } from './read-file.js';

/** A log of text that is read on as it grows. */
export type LiveLog = {
  /** Reads what is new, until the signal. Throws what the file system says. */
  readonly readOn: (path: string, signal: AbortSignal) => Promise<void>;
  /** Takes in what was held back; `isLast`: also a line without an end. Gives whether there may have been any. */
  readonly settle: (isLast: boolean) => boolean;
  readonly boots: () => readonly BootRecord[];
  /** Bytes read so far, and their SHA-256. */
  readonly bytes: () => number;
  readonly hash: () => string;
};

export const createLiveLog = (path: string, modified: Seconds, { rules, thresholds }: Omit<FileReader, 'contentOf'>): LiveLog => {
  const log = createGrowingLog({ path, modified, rules, thresholds });
  const tail = newTail();
  const hash = createHash('sha256');
  let isSettled = true;
  let known: readonly BootRecord[] | null = [];
  return {
    readOn: async (at, signal) => {
      const file = await open(at, 'r');
      try {
        for await (const block of readRest(file, tail, (bytes) => hash.update(bytes))) {
          if (log.push(block)) known = null;
          isSettled = false;
          if (signal.aborted) break;
        }
      } finally {
        await file.close();
      }
    },
    settle: (isLast) => {
      if (isLast) for (const block of tail.splitter.end()) if (log.push(block)) known = null;
      if (isSettled && !isLast) return false;
      log.settle();
      isSettled = true;
      known = null;
      return true;
    },
    boots: () => {
      known ??= redacted(log.boots().map(bootRecord));
      return known;
    },
    bytes: () => tail.position,
    hash: () => hash.copy().digest('hex'),
  };
};
