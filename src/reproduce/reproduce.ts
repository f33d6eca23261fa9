import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BoundDimension, ReproducedModel, Shape, Trial } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import { type Condition, conditionsFor } from './conditions.js';
import { bindDimensions, shapesOf } from './dimensions.js';
import { type InputPlan, planInputs } from './input-plan.js';
import { evicted, type PageCacheControl } from './page-cache.js';
import type { RunTrial, TrialResult } from './run-trial.js';
import { readSignature } from './signature.js';
import type { TrialJob } from './trial/job.js';

/** A model that can be run: its files, its inputs, and the shapes to run them at. */
export type PreparedModel = {
  readonly model: ReproducedModel;
  readonly files: readonly string[];
  readonly bindings: readonly BoundDimension[];
  readonly shapes: readonly Shape[];
  readonly plans: readonly (readonly InputPlan[])[];
};

type GivenSizes = readonly { readonly dimension: string; readonly sizes: readonly number[] }[];

/** What one buffer of Node holds at most. */
const mostBytes = 2 ** 31 - 1;

const sizeOf = async (file: string): Promise<number | null> => {
  const found = await stat(file).catch(() => null);
  return found?.isFile() === true ? found.size : null;
};

/** Reads the model's signature and plans its inputs. Throws a UserError where a file is missing or is no model, or a size is not known. */
export async function prepareModel(path: string, given: GivenSizes): Promise<PreparedModel> {
  const own = await sizeOf(path);
  if (own === null) throw new UserError('there is no such file; name a .onnx file', { file: path });
  if (own > mostBytes) throw new UserError('it is larger than 2 GiB, which no ONNX file may be; keep its weights in files of their own', { file: path });
  const { inputs, opset, externalFiles, vocabulary } = readSignature(await readFile(path), path);
  const besides = externalFiles.map((name) => join(dirname(path), name));
  const sizes = await Promise.all(besides.map(sizeOf));
  const missing = besides.find((_, place) => sizes[place] === null);
  if (missing !== undefined) throw new UserError(`its weights are in ${missing}, which is not there; copy that file too`, { file: path });
  const bindings = bindDimensions(inputs, given);
  const shapes = shapesOf(bindings);
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), own);
  return {
    model: { path, bytes, externalFiles, opset, inputs },
    files: [path, ...besides].map((file) => resolve(file)),
    bindings,
    shapes,
    plans: shapes.map((shape) => planInputs(inputs, shape, vocabulary)),
  };
}

/** Enough for a steady state, and little beside the start of a process. */
const laterRuns = { least: 4, most: 30, seconds: 0.5 } as const;

/** What one process is to do with the model; the shape that comes first goes round from trial to trial. */
function jobFor({ files, plans, model }: PreparedModel, library: string, round: number): TrialJob {
  const count = plans.length;
  const order = plans.map((_, place) => (place + round) % count);
  return { library, model: files[0] ?? '', readsFile: model.externalFiles.length === 0, shapes: plans, order, laterRuns };
}

const describeShape = (shape: Shape): string =>
  Object.entries(shape)
    .map(([dimension, size]) => `${dimension}=${size}`)
    .join(' ');

export type Rehearsal = {
  readonly prepared: PreparedModel;
  /** The conditions that can be had here. */
  readonly conditions: readonly Condition[];
  /** A sentence for each shape that the model refused. */
  readonly refused: readonly string[];
  readonly remarks: readonly string[];
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * The first trial, which counts for nothing: takes out the shapes that the model refuses, and sees what can be done to the page cache here.
 * Throws a UserError where the model does not run at all.
 */
export async function rehearse(
  prepared: PreparedModel,
  library: string,
  world: { readonly run: RunTrial; readonly pages: PageCacheControl; readonly signal: AbortSignal },
): Promise<Rehearsal> {
  const result = await world.run(jobFor(prepared, library, 0), world.signal);
  const file = prepared.model.path;
  if (result.failure !== null && !world.signal.aborted) throw new UserError(oneLine(result.failure), { file });
  const refusedPlaces = new Map(result.refused.map(({ shape, message }) => [shape, message]));
  const refused = [...refusedPlaces].map(([place, message]) => {
    const shape = describeShape(prepared.shapes[place] ?? {});
    return `the model refuses ${shape === '' ? 'its inputs' : `the shape ${shape}`}: ${oneLine(message)}`;
  });
  if (refusedPlaces.size > 0 && refusedPlaces.size === prepared.shapes.length) throw new UserError(refused[0] ?? '', { file });
  const afterEvicting = await evicted(prepared.files, world.pages);
  const isKept = (_: unknown, place: number): boolean => !refusedPlaces.has(place);
  return {
    prepared: { ...prepared, shapes: prepared.shapes.filter(isKept), plans: prepared.plans.filter(isKept) },
    conditions: conditionsFor(afterEvicting),
    refused,
    remarks: pageCacheRemarks[afterEvicting],
  };
}

const pageCacheRemarks = {
  cold: [],
  unknown: ["The model's pages were dropped from memory before each of its trials, but nothing here can check that (`fincore` of util-linux does)."],
  warm: ["The model's pages cannot be dropped from memory here, so there is no trial with a cold page cache."],
} as const;

const trialOf = (condition: Condition, round: number, result: TrialResult, shapes: readonly Shape[]): Trial => ({
  condition: condition.id,
  round,
  failure: result.failure ?? (result.refused.length > 0 ? `a shape was refused: ${oneLine(result.refused[0]?.message ?? '')}` : null),
  stages: result.stages,
  runs: result.runs.map((runs) => ({ ...runs, shape: shapes[runs.shape] ?? {} })),
});

/** One trial with the pages as its condition asks; one whose pages stay in memory is kept as failed. */
export async function performTrial(
  {
    prepared,
    library,
    condition,
    round,
  }: { readonly prepared: PreparedModel; readonly library: string; readonly condition: Condition; readonly round: number },
  world: { readonly run: RunTrial; readonly pages: PageCacheControl; readonly signal: AbortSignal },
): Promise<Trial> {
  if (condition.pageCache === 'warm') await world.pages.fill(prepared.files);
  else if ((await evicted(prepared.files, world.pages)) !== condition.pageCache) {
    return { condition: condition.id, round, failure: "the model's pages stayed in memory", stages: [], runs: [] };
  }
  return trialOf(condition, round, await world.run(jobFor(prepared, library, round), world.signal), prepared.shapes);
}
