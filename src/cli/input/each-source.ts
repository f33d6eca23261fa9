import { openInputs } from '../../read/inputs.js';
import { InputError, type Source } from '../../read/source.js';
import { complain } from '../errors.js';
import { status } from '../status.js';
import type { Io } from '../terminal/io.js';

/** Calls back with each input in turn; what cannot be read is told and the others go on. Gives the exit status. */
export const eachSource = async (paths: readonly string[], io: Io, visit: (source: Source) => Promise<void>): Promise<number> => {
  let hasProblem = false;
  const tell = (message: string): void => {
    hasProblem = true;
    complain(io, message);
  };
  for await (const source of openInputs(paths, { stdin: io.stdin })) {
    if (!('blocks' in source)) {
      tell(source.message);
      continue;
    }
    try {
      await visit(source);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      tell(error.message);
    }
  }
  return hasProblem ? status.wrong : status.done;
};
