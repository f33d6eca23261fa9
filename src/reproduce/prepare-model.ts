import type { BoundDimension, ModelInput, ReproducedModel, Shape } from '../model/reproduction.js';
import { bindDimensions, type GivenSizes, shapesOf } from './dimensions.js';
import { type InputPlan, planInputs } from './input-plan.js';
import { readModel } from './read-model.js';

/** A model that can be run: its files, its inputs, and the shapes to run them at. */
export type PreparedModel = {
  readonly model: ReproducedModel;
  readonly files: readonly string[];
  readonly bindings: readonly BoundDimension[];
  readonly shapes: readonly Shape[];
  readonly plans: readonly (readonly InputPlan[])[];
};

/** Reads the model's signature and plans its inputs. Throws a UserError where a file is missing or is no model, or a size is not known. */
export async function prepareModel(path: string, sizesFor: (inputs: readonly ModelInput[]) => GivenSizes): Promise<PreparedModel> {
  const { inputs, opset, externalFiles, vocabulary, files, bytes } = await readModel(path);
  const bindings = bindDimensions(inputs, sizesFor(inputs));
  const shapes = shapesOf(bindings);
  return {
    model: { path, bytes, externalFiles, opset, inputs },
    files,
    bindings,
    shapes,
    plans: shapes.map((shape) => planInputs(inputs, shape, vocabulary)),
  };
}
