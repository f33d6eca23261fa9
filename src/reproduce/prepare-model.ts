import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { BoundDimension, ModelInput, ReproducedModel, Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import { bindDimensions, type GivenSizes, shapesOf } from './dimensions.js';
import { type InputPlan, planInputs } from './input-plan.js';
import { readSignature } from './signature.js';

/** A model that can be run: its files, its inputs, and the shapes to run them at. */
export type PreparedModel = {
  readonly model: ReproducedModel;
  readonly files: readonly string[];
  readonly bindings: readonly BoundDimension[];
  readonly shapes: readonly Shape[];
  readonly plans: readonly (readonly InputPlan[])[];
};

/** What one buffer of Node holds at most. */
const mostBytes = 2 ** 31 - 1;

const sizeOf = async (file: string): Promise<number | null> => {
  const found = await stat(file).catch(() => null);
  return found?.isFile() === true ? found.size : null;
};

/** Reads the model's signature and plans its inputs. Throws a UserError where a file is missing or is no model, or a size is not known. */
export async function prepareModel(path: string, sizesFor: (inputs: readonly ModelInput[]) => GivenSizes): Promise<PreparedModel> {
  const own = await sizeOf(path);
  if (own === null) throw new UserError('there is no such file; name a .onnx file', { file: path });
  if (own > mostBytes) throw new UserError('it is larger than 2 GiB, which no ONNX file may be; keep its weights in files of their own', { file: path });
  const { inputs, opset, externalFiles, vocabulary } = readSignature(await readFile(path), path);
  const besides = externalFiles.map((name) => join(dirname(path), name));
  const sizes = await Promise.all(besides.map(sizeOf));
  const missing = besides.find((_, place) => sizes[place] === null);
  if (missing !== undefined) throw new UserError(`its weights are in ${missing}, which is not there; copy that file too`, { file: path });
  const bindings = bindDimensions(inputs, sizesFor(inputs));
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
