import type { Block } from './block.js';

/** One log to read: a file, a compressed file's content, or standard input. */
export type Source = {
  /** As the user gave it; `-` is standard input. */
  readonly path: string;
  /** Size of the file as it lies on the disk; null where that is unknown (a pipe). */
  readonly bytes: number | null;
  /** When the file was last written, in seconds since the epoch; null for a pipe. A year that the log leaves out is told from it. */
  readonly modified: number | null;
  /** Its content; the bytes of a block hold only until the next one is asked for. Throws an `InputError` after the last block that could be read. Whoever reads all lines gives no `steady`. */
  blocks(steady?: Steady): AsyncIterable<Block>;
};

/** What a reader tells a source that can leave lines out: whether it is steady, and which literals (lower case, ASCII) the lines hold that it then wants. */
export type Steady = { isSteady(): boolean; literals(): readonly string[] };

/** An input that cannot be read, or not to its end. */
export type InputProblem = {
  readonly path: string;
  /** One sentence that names the file and the mend. */
  readonly message: string;
};

/** Thrown by `Source.blocks` where reading stops early: what came before it is good. */
export class InputError extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(problem.message);
    this.name = 'InputError';
    this.problem = problem;
  }
}
