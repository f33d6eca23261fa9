import type { Change } from './changes.js';
import type { PreparedModel } from './prepare-model.js';
import type { TrialJob } from './trial/job.js';

/** Enough for a steady state, and little beside the start of a process. */
const laterRuns = { least: 4, most: 30, seconds: 0.5 } as const;

/** What ONNX Runtime saved of the model after optimising it. */
export type SavedModel = {
  /** The model, then its weights where they have a file of their own. */
  readonly files: readonly string[];
  readonly bytes: number;
};

/** The files that a change loads. */
export function filesFor({ files }: PreparedModel, change: Change | null, saved: SavedModel | null): readonly string[] {
  return change?.loadsSavedModel === true && saved !== null ? saved.files : files;
}

/** What one process is to do with the model; the shape that comes first goes round from trial to trial. */
export function jobFor(prepared: PreparedModel, library: string, round: number, change: Change | null, saved: SavedModel | null): TrialJob {
  const files = filesFor(prepared, change, saved);
  const count = prepared.plans.length;
  return {
    library,
    model: files[0] ?? '',
    readsFile: files.length === 1,
    session: change?.session ?? {},
    tokenizer: prepared.tokenizer,
    shapes: prepared.plans,
    order: prepared.plans.map((_, place) => (place + round) % count),
    laterRuns,
  };
}
