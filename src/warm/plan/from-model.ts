import type { Shape } from '../../model/boot.js';
import type { ModelInput } from '../../model/reproduction.js';
import type { Bytes } from '../../model/units.js';
import { UserError } from '../../model/user-error.js';
import { roleOf, sizesOf, takenDimensions } from '../onnx/dimension-roles.js';
import type { Buckets } from './buckets.js';
import { type Dimension, dimensions } from './dimensions.js';
import type { Observed } from './observed.js';
import { inputTypes, type PlannedInput } from './plan.js';
import { askedShape, combinations } from './shapes-by-hand.js';

/** What a plan takes from a model's signature. */
export type FromModel = {
  readonly path: string;
  readonly bytes: Bytes;
  readonly inputs: readonly PlannedInput[];
  /** Whether it takes token ids, so that a tokenizer stands before it. */
  readonly hasTokens: boolean;
  readonly isTaken: (shape: Shape) => boolean;
  /** The shapes to plan where no traffic tells: every combination of the sizes known. */
  readonly shapes: readonly Observed[];
  /** Dimensions that the model leaves free and nothing gave a size for, with the one assumed. */
  readonly assumed: Shape;
};

type Signature = { readonly path: string; readonly bytes: Bytes; readonly inputs: readonly ModelInput[] };

/** The sizes that a free dimension is rehearsed at where nothing tells: of a height and a width none is usual. */
const usual: Shape = { batch: 1, sequence: 128 };

/** More than these take minutes to warm, and nobody asked for each of them. */
const mostShapes = 64;

const plannedInput = (path: string, input: ModelInput): PlannedInput => {
  const type = inputTypes.find((one) => one === input.type);
  if (type === undefined)
    throw new UserError(`its input \`${input.name}\` is of type ${input.type}, for which there are no values; there are for ${inputTypes.join(', ')}`, {
      file: path,
    });
  const dims = input.dimensions.map((size, place) => {
    if (typeof size === 'number') return size;
    const role = roleOf(input, place);
    if (role !== null) return role;
    throw new UserError(
      `its input \`${input.name}\` has a free dimension \`${size}\` that is none of ${dimensions.join(', ')}; export it with a size for that`,
      {
        file: path,
      },
    );
  });
  return { name: input.name, type, dims };
};

/**
 * What a model's signature gives: its inputs, and shapes at the sizes given by hand, else at the buckets, else at usual ones. Throws a UserError
 * for a size that the model does not take, and for a free dimension that has none.
 */
export const fromModel = ({ path, bytes, inputs }: Signature, given: Buckets, buckets: Buckets): FromModel => {
  const planned = inputs.map((input) => plannedInput(path, input));
  const { free, fixed } = takenDimensions(inputs);
  const assumed: { [dimension in Dimension]?: number } = {};
  const sizes = new Map<Dimension, readonly number[]>();
  for (const dimension of dimensions) {
    const own = given[dimension] ?? (free.has(dimension) ? buckets[dimension] : undefined);
    if (own !== undefined) sizes.set(dimension, own);
    else if (free.has(dimension)) assumed[dimension] = usual[dimension] ?? Number.NaN;
  }
  const without = dimensions.find((dimension) => Number.isNaN(assumed[dimension]));
  if (without !== undefined) throw new UserError(`the model leaves its ${without} free; give its sizes, as in --shape ${without}=224`, { file: path });
  for (const dimension of dimensions) {
    const size = assumed[dimension];
    if (size !== undefined) sizes.set(dimension, [size]);
  }
  // A model that fixes all of its sizes is run at those.
  const [fixedFirst] = fixed;
  if (sizes.size === 0) sizes.set(...(fixedFirst === undefined ? (['batch', [1]] as const) : ([fixedFirst[0], [fixedFirst[1]]] as const)));
  const shapes = combinations(sizes);
  if (shapes.length > mostShapes) throw new UserError(`--shape: these sizes make ${shapes.length} shapes, and ${mostShapes} are the most; give fewer sizes`);
  for (const shape of shapes) {
    const sized = sizesOf(inputs, shape);
    if ('problem' in sized) throw new UserError(sized.problem, { file: path });
  }
  return {
    path,
    bytes,
    inputs: planned,
    hasTokens: inputs.some(({ name, type }) => type === 'int64' && /ids|token/i.test(name)),
    isTaken: (shape) => 'sizes' in sizesOf(inputs, shape),
    shapes: shapes.map(askedShape),
    assumed,
  };
};
