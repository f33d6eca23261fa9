import { beginsWith } from './begins-with.js';
import type { FileResult } from './read-file.js';

/** So many boots of logs that are gone are kept: about a hundred megabytes. */
const mostBoots = 100_000;

type GoneLog = { readonly head: Buffer; readonly result: FileResult; isNew: boolean };

/** A file in which a log that is gone may go on. */
export type Successor = {
  readonly path: string;
  /** Its first bytes, unpacked. */
  readonly head: Buffer;
  /** Up to where it was compared before. */
  readonly comparedBytes: number;
};

/** Logs that were read and then removed, emptied or replaced: their starts did happen. */
export type GoneLogs = {
  /** `head`: its first bytes. */
  readonly add: (head: Buffer, result: FileResult) => void;
  /** Drops those that go on in one of these files: a rotation copies or compresses. */
  readonly dropThoseIn: (files: readonly Successor[]) => Promise<void>;
  /** How many have gone so far. */
  readonly count: () => number;
  readonly results: () => readonly FileResult[];
};

/** None yet. `most`: beyond so many boots the logs that went first are forgotten. */
export const createGoneLogs = (most = mostBoots): GoneLogs => {
  let logs: GoneLog[] = [];
  let boots = 0;
  let count = 0;
  return {
    add: (head, result) => {
      count++;
      if (result.boots === null || result.boots.length === 0) return;
      logs.push({ head, result, isNew: true });
      boots += result.boots.length;
      while (boots > most) boots -= bootsOf(logs.shift());
    },
    dropThoseIn: async (files) => {
      const left: GoneLog[] = [];
      for (const log of logs) {
        if (await goesOnInOne(log, files)) boots -= bootsOf(log);
        else left.push({ ...log, isNew: false });
      }
      logs = left;
    },
    count: () => count,
    results: () => logs.map(({ result }) => result),
  };
};

const bootsOf = (log: GoneLog | undefined): number => log?.result.boots?.length ?? 0;

const goesOnInOne = async ({ head, isNew, result: { hash, bytes = 0 } }: GoneLog, files: readonly Successor[]): Promise<boolean> => {
  if (hash === null || bytes === 0) return false;
  for (const file of files) {
    const mayBe = (isNew || file.comparedBytes < bytes) && file.head.subarray(0, head.length).equals(head);
    if (mayBe && (await beginsWith(file.path, { hash, bytes }))) return true;
  }
  return false;
};
