import { complain } from '../errors.js';
import type { Io } from '../terminal/io.js';
import type { FleetState } from './state-file.js';

/** Adds boots to a state file for as long as it can be written. */
export type StateKeeper = {
  readonly keep: FleetState['add'];
  /** Whether all could be kept. */
  readonly isKept: () => boolean;
};

/** Of the first failure it tells, and tries no more: what was read counts all the same, only the next run reads it again. */
export const createStateKeeper = (state: FleetState | null, io: Io): StateKeeper => {
  let isKept = true;
  return {
    keep: (of, boots) => {
      if (!isKept) return;
      try {
        state?.add(of, boots);
      } catch (error) {
        isKept = false;
        complain(io, error instanceof Error ? error.message : String(error));
      }
    },
    isKept: () => isKept,
  };
};
