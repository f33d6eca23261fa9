import { readFile } from 'node:fs/promises';
import { UserError } from '../../model/user-error.js';
import type { ShapeResult } from '../../warm/result.js';
import { readState, stateAfter, stateText, type WarmState } from '../../warm/state.js';
import { writeWholeFile } from '../output/write-file.js';

/** What is known of a target from one warmup to the next. */
export type StateFile = {
  readonly state: () => WarmState;
  /** Keeps what came of a shape; the file is whole at any moment. */
  readonly keep: (result: ShapeResult) => void;
  /** Resolves once all that was kept is on the disk. Rejects with a UserError where it could not be written. */
  readonly written: () => Promise<void>;
};

/** How a target is called in a state: without a password. */
export const targetName = (target: string): string => {
  if (!URL.canParse(target)) return target;
  const url = new URL(target);
  url.username = '';
  url.password = '';
  return url.href;
};

/** The state in a file, empty where there is none yet. Throws a UserError. */
export const openState = async (file: string, target: string): Promise<StateFile> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`this state cannot be read (${error.code}); name another file by --state`, { file });
  });
  let state: WarmState = text === null ? { target, shapes: [] } : readState(file, text, target);
  let writing: Promise<void> = Promise.resolve();
  let problem: unknown = null;
  return {
    state: () => state,
    keep: (result) => {
      state = stateAfter(state, result);
      const current = stateText(state);
      // One after the other: an older state must not replace a newer one.
      writing = writing
        .then(() => writeWholeFile(file, current))
        .catch((error: unknown) => {
          problem ??= error;
        });
    },
    written: async () => {
      await writing;
      if (problem !== null) throw problem;
    },
  };
};
