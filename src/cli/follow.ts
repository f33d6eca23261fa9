import { type DiagnoseResult, diagnoseSources } from '../diagnose/run.js';
import type { Boot } from '../model/boot.js';
import { UserError } from '../model/user-error.js';
import type { Block } from '../read/block.js';
import { followFile } from '../read/follow.js';
import type { Source } from '../read/source.js';
import { standardInput } from '../read/stdin.js';
import type { LogKeeper } from './input/log-keeper.js';
import type { DiagnoseSettings } from './options/diagnose-options.js';
import type { Io } from './terminal/io.js';
import { createPhaseLine, type PhaseLine, phaseNow } from './terminal/phase-line.js';

/** How long a replica that is ready is waited for to serve: after the last line that it wrote. */
const quietMilliseconds = 10_000;

/** Whether nothing is left to learn of a boot's start: it ended, or it is ready and its second request is known. */
const isOver = (boot: Boot): boolean => {
  if (boot.outcome.kind !== 'running' || boot.milestones.warm !== null) return true;
  return boot.milestones.ready !== null && boot.requests.filter((request) => request.seconds !== null || request.end !== null).length >= 2;
};

/** After this long without a line, the last record is taken as complete. */
const idleMilliseconds = 1000;

const tick = (): { promise: Promise<null>; stop: () => void } => {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), idleMilliseconds);
  });
  return { promise, stop: () => clearTimeout(timer) };
};

/** The blocks, and an empty one whenever nothing has come for a while: it says that the last line has nothing to follow. */
export async function* withIdle(blocks: AsyncIterable<Block>): AsyncGenerator<Block> {
  const iterator = blocks[Symbol.asyncIterator]();
  let isIdle = false;
  try {
    for (let next = iterator.next(); ; ) {
      const idle = tick();
      const came: IteratorResult<Block> | null = await (isIdle ? next : Promise.race([next, idle.promise]));
      idle.stop();
      if (came?.done === true) return;
      isIdle = came === null;
      yield came === null ? { bytes: Buffer.alloc(0), firstLine: 1 } : came.value;
      if (came !== null) next = iterator.next();
    }
  } finally {
    void iterator.return?.();
  }
}

const followed = (path: string, io: Io, signal: AbortSignal): Source => {
  const input = path === '-' ? standardInput(io.stdin) : { path, bytes: null, modified: null, blocks: () => followFile(path, { signal }) };
  return { ...input, blocks: () => withIdle(input.blocks()) };
};

const onlyPath = (paths: readonly string[]): string => {
  const [path] = paths;
  if (path === undefined || paths.length > 1) throw new UserError('--follow reads one log: name one file, or pipe it in');
  return path;
};

type Watch = { readonly see: (boots: readonly Boot[]) => void; readonly stop: () => void };

/** Looks at the boots as they grow, and calls `finish` when the last one is over or has been ready and silent for a while. */
const createWatch = (line: PhaseLine, finish: () => void): Watch => {
  let timer: NodeJS.Timeout | undefined;
  return {
    see: (boots) => {
      clearTimeout(timer);
      const boot = boots.at(-1);
      if (boot === undefined) return;
      line.show(phaseNow(boot));
      if (isOver(boot)) finish();
      else if (boot.milestones.ready !== null) timer = setTimeout(finish, quietMilliseconds);
    },
    stop: () => {
      clearTimeout(timer);
      line.clear();
    },
  };
};

/**
 * Reads a log as it grows and tells on stderr which phase is running; gives the diagnosis when the start is over, the log ends, or
 * `interrupt` is aborted.
 */
export const diagnoseFollowing = async (
  settings: DiagnoseSettings,
  io: Io,
  interrupt: AbortSignal,
  keeper: LogKeeper | null = null,
): Promise<DiagnoseResult> => {
  const path = onlyPath(settings.paths);
  const over = new AbortController();
  const finish = (): void => {
    over.abort();
    if (path === '-') io.stdin.push(null);
  };
  const watch = createWatch(createPhaseLine(io, settings.isQuiet), finish);
  const signal = AbortSignal.any([interrupt, over.signal]);
  const sources = (async function* () {
    yield followed(path, io, signal);
  })();
  try {
    return await diagnoseSources(keeper?.keep(sources) ?? sources, { rules: settings.rules, thresholds: settings.thresholds, signal, onBoots: watch.see });
  } finally {
    watch.stop();
  }
};
