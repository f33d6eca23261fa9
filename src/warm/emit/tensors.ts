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

/** A message of Protocol Buffers holds 2 GiB at most; this many numbers of eight bytes are half of it. */
const mostValues = 2 ** 27;

/** The sizes of an input for a shape; a batch that is not given is 1. Throws a UserError where the shape names too little, or too much for a tensor. */
export const tensorSizes = (input: PlannedInput, shape: Shape): number[] => {
  const sizes = sizesOf(input, shape);
  // A text is as many words as the sequence is long.
  const count = sizes.reduce((product, size) => product * size, input.type === 'string' ? (shape.sequence ?? 1) : 1);
  if (count <= mostValues) return sizes;
  throw new UserError(
    `the input ${input.name} would have ${count} values for the shape ${shapeWords(shape)} of the plan; ${mostValues} are the most, so take it out`,
  );
};

const sizesOf = ({ name, dims }: PlannedInput, shape: Shape): number[] =>
  dims.map((size) => {
    if (typeof size === 'number') return size;
    const own = shape[size] ?? (size === 'batch' ? 1 : undefined);
    if (own !== undefined) return own;
    throw new UserError(`the shape ${shapeWords(shape)} of the plan names no ${size}, which the input ${name} needs; add it`);
  });
