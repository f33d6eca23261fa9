import { openInputs } from '../../read/inputs.js';
import type { InputProblem, Source } from '../../read/source.js';
import { complain } from '../errors.js';
import type { Io } from '../terminal/io.js';

/** The inputs that a command line names; files that a folder holds beside its logs are counted on stderr. */
export const inputsOf = (paths: readonly string[], io: Io, isQuiet: boolean): AsyncIterable<Source | InputProblem> =>
  openInputs(paths, {
    // Node makes its stream when it is first asked for, which a diagnosis of files has no need of.
    get stdin() {
      return io.stdin;
    },
    onSkipped: (folder, count) => {
      if (!isQuiet)
        complain(io, `${folder}: ${count === 1 ? '1 file that does not look like a log was' : `${count} files that do not look like logs were`} skipped`);
    },
  });

/** Ends the reading of these paths on Ctrl-C: aborts, and lets a second Ctrl-C end the process as ever. Gives what stops listening. */
export const abortOnInterrupt = (controller: AbortController, paths: readonly string[], io: Io): (() => void) => {
  const stopListening = io.onInterrupt(() => {
    controller.abort();
    stopListening();
    // Ends a read of standard input that waits for more.
    if (paths.includes('-')) io.stdin.push(null);
  });
  return stopListening;
};
