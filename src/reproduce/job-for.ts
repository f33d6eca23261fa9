import type { Change, MadeModel } from './changes.js';
import type { PreparedModel } from './prepare-model.js';
import type { TrialJob } from './trial/job.js';

/** Enough for a steady state, and little beside the start of a process. */
const laterRuns = { least: 4, most: 30, seconds: 0.5 } as const;

/** What was made of the model before the trials, to be loaded in its place. */
export type SavedModel = {
  /** The model, then its weights where they have a file of their own. */
  readonly files: readonly string[];
  readonly bytes: number;
};

/** By what it is. */
export type SavedModels = ReadonlyMap<MadeModel, SavedModel>;

/** The files that a change loads. */
export function filesFor({ files }: PreparedModel, change: Change | null, saved: SavedModels): readonly string[] {
  return (change?.loads === undefined ? undefined : saved.get(change.loads)?.files) ?? files;
}

/** What one process is to do with the model; the shape that comes first goes round from trial to trial. */
export function jobFor(prepared: PreparedModel, library: string, round: number, change: Change | null, saved: SavedModels): TrialJob {
  const files = filesFor(prepared, change, saved);
  const count = prepared.plans.length;
  return {
    library,
    model: files[0] ?? '',
    readsFile: files.length === 1 && change?.byPath !== true,
    overlaps: change?.overlaps === true,
    warms: change?.warms === true,
    session: change?.session ?? {},
    tokenizer: change?.tokenizer?.job ?? prepared.tokenizer,
    shapes: prepared.plans,
    order: prepared.plans.map((_, place) => (place + round) % count),
    laterRuns,
  };
}
