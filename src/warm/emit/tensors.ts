import type { Shape } from '../../model/boot.js';
import { UserError } from '../../model/user-error.js';
import { shapeWords } from '../plan/dimensions.js';
import type { Plan, PlannedInput } from '../plan/plan.js';

/** The inputs of the model. Throws a UserError where the plan names none. */
export const knownInputs = ({ inputs }: Plan, artefact: string): readonly PlannedInput[] => {
  if (inputs.length > 0) return inputs;
  throw new UserError(
    `--emit ${artefact}: the plan names no inputs of the model; plan it from its .onnx file, or put them in, as in inputs: [{ name: x, type: float32, dims: [batch, 224, 224, 3] }]`,
  );
};

/** The sizes of an input for a shape; a batch that is not given is 1. Throws a UserError where the shape names too little. */
export const tensorSizes = ({ name, dims }: PlannedInput, shape: Shape): number[] =>
  dims.map((size) => {
    if (typeof size === 'number') return size;
    const own = shape[size] ?? (size === 'batch' ? 1 : undefined);
    if (own !== undefined) return own;
    throw new UserError(`the shape ${shapeWords(shape)} of the plan names no ${size}, which the input ${name} needs; add it`);
  });
