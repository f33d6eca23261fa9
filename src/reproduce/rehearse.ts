import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import type { Change } from './changes.js';
import { type Condition, conditionsFor } from './conditions.js';
import { jobFor, type SavedModel } from './job-for.js';
import { oneLine } from './one-line.js';
import { evicted } from './page-cache.js';
import type { PreparedModel } from './prepare-model.js';
import type { TrialWorld } from './trial-world.js';

export type Rehearsal = {
  /** Without the shapes that the model refused. */
  readonly prepared: PreparedModel;
  /** The conditions that can be had here. */
  readonly conditions: readonly Condition[];
  /** Null where no change loads it. */
  readonly saved: SavedModel | null;
  /** A sentence for each shape that the model refused. */
  readonly refused: readonly string[];
  readonly remarks: readonly string[];
};

const pageCacheRemarks = {
  cold: [],
  unknown: ["The model's pages were dropped from memory before each of its trials, but nothing here can check that (`fincore` of util-linux does)."],
  warm: ["The model's pages cannot be dropped from memory here, so there is no trial with a cold page cache."],
} as const;

const shapeText = (shape: Shape): string => {
  const sizes = Object.entries(shape).map(([dimension, size]) => `${dimension}=${size}`);
  return sizes.length === 0 ? 'its inputs' : `the shape ${sizes.join(' ')}`;
};

/**
 * Has ONNX Runtime save the model as it is after optimising; where it does not, what it says. Weights in a file of their own stay so: otherwise
 * what is saved would refer to a file that is not beside it.
 */
const saveModel = async (prepared: PreparedModel, folder: string, world: TrialWorld): Promise<SavedModel | string> => {
  const weights = 'optimised.data';
  const isApart = prepared.files.length > 1;
  const files = [join(folder, 'optimised.onnx'), ...(isApart ? [join(folder, weights)] : [])];
  const apart = { optimized_model_external_initializers_file_name: weights, optimized_model_external_initializers_min_size_in_bytes: '0' };
  const session = { optimizedModelFilePath: files[0] ?? '', ...(isApart ? { extra: { session: apart } } : {}) };
  const { failure } = await world.run({ ...jobFor(prepared, world.library, 0, null, null), session }, world.signal);
  const found = await Promise.all(files.map((file) => stat(file).catch(() => null)));
  if (found.includes(null)) return oneLine(failure ?? 'no file was written');
  return { files, bytes: found.reduce((sum, own) => sum + (own?.size ?? 0), 0) };
};

/**
 * The first trial, which counts for nothing: takes out the shapes that the model refuses, sees what can be done to the page cache here, and
 * saves into the folder what a change loads. Throws a UserError where the model does not run at all.
 */
export async function rehearse(given: PreparedModel, changes: readonly Change[], folder: string, world: TrialWorld): Promise<Rehearsal> {
  const result = await world.run(jobFor(given, world.library, 0, null, null), world.signal);
  const file = given.model.path;
  if (result.failure !== null && !world.signal.aborted) throw new UserError(oneLine(result.failure), { file });
  const refusals = new Map(
    result.refused.map(({ shape, message }) => [shape, `the model refuses ${shapeText(given.shapes[shape] ?? {})}: ${oneLine(message)}`]),
  );
  const refused = [...refusals.values()];
  if (refused.length > 0 && refused.length === given.shapes.length) throw new UserError(refused[0] ?? '', { file });
  const isKept = (_: unknown, place: number): boolean => !refusals.has(place);
  const prepared = { ...given, shapes: given.shapes.filter(isKept), plans: given.plans.filter(isKept) };
  const afterEvicting = await evicted(prepared.files, world.pages);
  const { libraryFiles = [] } = world;
  const withLibrary = libraryFiles.length === 0 ? null : await evicted([...prepared.files, ...libraryFiles], world.pages);
  const saved = changes.some(({ loadsSavedModel }) => loadsSavedModel) ? await saveModel(prepared, folder, world) : null;
  const isUnsaved = typeof saved === 'string';
  return {
    prepared,
    conditions: conditionsFor(
      afterEvicting,
      changes.filter(({ loadsSavedModel }) => !(loadsSavedModel && isUnsaved)),
      withLibrary,
    ),
    saved: isUnsaved ? null : saved,
    refused,
    remarks: [
      ...pageCacheRemarks[afterEvicting],
      ...(withLibrary === 'warm' ? ["The library's pages cannot be dropped from memory here: another program may have it loaded."] : []),
      ...(isUnsaved ? [`Left out: the optimised model could not be saved: ${saved}.`] : []),
    ],
  };
}
