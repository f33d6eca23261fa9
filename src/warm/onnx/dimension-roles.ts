import type { Shape } from '../../model/boot.js';
import type { ModelInput, Shape as SizesByName } from '../../model/reproduction.js';
import { kindOfDimension } from '../../reproduce/dimensions.js';
import { type Dimension, dimensions } from '../plan/dimensions.js';

/** An image has this many channels or fewer: gray, with transparency, colours, colours with transparency. */
const mostChannels = 4;

const isChannels = (size: number | string | undefined): boolean => typeof size === 'number' && size <= mostChannels;

/** Where height and width stand in an input of four dimensions, by where the few channels are; null where it is no image. */
const imagePlaces = (input: ModelInput): readonly [number, number] | null => {
  if (input.dimensions.length !== 4) return null;
  if (isChannels(input.dimensions[1])) return [2, 3];
  return isChannels(input.dimensions[3]) ? [1, 2] : null;
};

/**
 * What a dimension of an input is in the words of a plan: by its name, else by its place (the first is the batch; an image's own; the second of
 * two is the sequence). Null where neither tells.
 */
export const roleOf = (input: ModelInput, place: number): Dimension | null => {
  const size = input.dimensions[place];
  const named = typeof size === 'string' ? kindOfDimension(size) : null;
  if (named !== null) return named;
  // A name that means something else is not overruled by its place; one that the reader of models made up is `INPUT.PLACE`.
  if (typeof size === 'string' && size !== `${input.name}.${place}`) return place === 0 ? 'batch' : null;
  if (place === 0) return 'batch';
  const image = imagePlaces(input);
  if (image !== null) return image[0] === place ? 'height' : image[1] === place ? 'width' : null;
  return input.dimensions.length === 2 ? 'sequence' : null;
};

/** The dimensions of a plan that the inputs leave free, and the sizes of those that they fix. */
export const takenDimensions = (inputs: readonly ModelInput[]): { readonly free: ReadonlySet<Dimension>; readonly fixed: ReadonlyMap<Dimension, number> } => {
  const free = new Set<Dimension>();
  const fixed = new Map<Dimension, number>();
  for (const input of inputs) {
    for (const [place, size] of input.dimensions.entries()) {
      const role = roleOf(input, place);
      if (role === null) continue;
      if (typeof size === 'string') free.add(role);
      else if (!fixed.has(role)) fixed.set(role, size);
    }
  }
  return { free, fixed };
};

const inputWords = (inputs: readonly ModelInput[]): string => inputs.map((one) => `${one.name} [${one.dimensions.join(', ')}]`).join(', ');

/** The sizes of the named dimensions of a model for a shape of a plan, or why the model takes no such shape. A batch that is not given is 1. */
export const sizesOf = (inputs: readonly ModelInput[], shape: Shape): { readonly sizes: SizesByName } | { readonly problem: string } => {
  const { free, fixed } = takenDimensions(inputs);
  const unknown = dimensions.find((dimension) => shape[dimension] !== undefined && !free.has(dimension) && fixed.get(dimension) !== shape[dimension]);
  if (unknown !== undefined) return { problem: `the model takes no ${unknown} of ${shape[unknown]}: its inputs are ${inputWords(inputs)}` };
  const sizes: { [name: string]: number } = {};
  for (const input of inputs) {
    for (const [place, name] of input.dimensions.entries()) {
      if (typeof name !== 'string') continue;
      const role = roleOf(input, place);
      if (role === null)
        return { problem: `the dimension \`${name}\` of the input \`${input.name}\` is none of ${dimensions.join(', ')}: export the model with a size for it` };
      const size = shape[role] ?? (role === 'batch' ? 1 : undefined);
      if (size === undefined) return { problem: `the input \`${input.name}\` has a free ${role} of which the plan names no size; add it to the shape` };
      sizes[name] = size;
    }
  }
  return { sizes };
};
