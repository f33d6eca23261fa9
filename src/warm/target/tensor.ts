import type { Shape } from '../../model/boot.js';
import { dimensions } from '../plan/dimensions.js';
import { idsOf, textOf } from './content.js';
import { tensorTooLarge } from './too-large.js';

/** An input that a model says it has; -1 is a free dimension. */
export type Input = { readonly name: string; readonly kind: 'float' | 'integer' | 'text' | 'boolean'; readonly dims: readonly number[] };

/** The sizes of each input for a shape, or why the model takes no such shape. The first free dimension in front is the batch. */
export const sizesFor = (inputs: readonly Input[], shape: Shape): readonly (readonly number[])[] | { readonly problem: string } => {
  const used = new Set<string>();
  const sizes: number[][] = [];
  for (const input of inputs) {
    const own = sizesOfInput(input, shape, used);
    if ('problem' in own) return own;
    const tooLarge = tensorTooLarge(own.sizes, input.kind === 'text' ? (shape.sequence ?? 1) : 1);
    if (tooLarge !== null) return { problem: `input ${input.name} ${tooLarge}` };
    sizes.push(own.sizes);
  }
  const unused = dimensions.find((dimension) => shape[dimension] !== undefined && !used.has(dimension));
  if (unused === undefined) return sizes;
  const told = inputs.map(({ name, dims }) => `${name} [${dims.join(', ')}]`).join(', ');
  return { problem: `the model takes no ${unused} of ${shape[unused]}: its inputs are ${told}` };
};

const sizesOfInput = ({ name, kind, dims }: Input, shape: Shape, used: Set<string>): { readonly sizes: number[] } | { readonly problem: string } => {
  const free = dims.flatMap((size, at) => (size < 0 && at > 0 ? [at] : []));
  const isImage = shape.height !== undefined || shape.width !== undefined;
  const nameOf = (at: number): 'batch' | 'sequence' | 'height' | 'width' => {
    if (at === 0) return 'batch';
    if (!isImage) return 'sequence';
    return free.indexOf(at) === 0 ? 'height' : 'width';
  };
  if (kind === 'text') used.add('sequence');
  const sizes: number[] = [];
  for (const [at, size] of dims.entries()) {
    const dimension = nameOf(at);
    const wanted = kind === 'text' && at > 0 ? 1 : (shape[dimension] ?? (dimension === 'batch' ? 1 : undefined));
    if (size < 0 && wanted === undefined) return { problem: `input ${name} has a free ${dimension} of which the plan names no size; add it to the shape` };
    if (size < 0) used.add(dimension);
    // A fixed size serves a shape that asks for just that.
    for (const one of dimensions) if (size >= 0 && shape[one] === size && (one === 'batch') === (at === 0)) used.add(one);
    sizes.push(size < 0 ? (wanted ?? 1) : size);
  }
  return { sizes };
};

/** Values of an input, row after row. */
export const valuesOf = ({ kind }: Input, sizes: readonly number[], shape: Shape, variant: number): (number | string | boolean)[] => {
  const count = sizes.reduce((product, size) => product * size, 1);
  if (kind === 'integer') return idsOf(count, variant);
  if (kind === 'text') return Array.from({ length: count }, () => textOf(shape.sequence ?? 1, variant));
  if (kind === 'boolean') return Array.from({ length: count }, () => true);
  return Array.from({ length: count }, (_, at) => ((variant + at) % 50) / 50);
};

/** Rows of values as lists in lists. */
export const nested = (values: readonly unknown[], sizes: readonly number[]): unknown => {
  const [first, ...rest] = sizes;
  if (first === undefined) return values[0];
  if (rest.length === 0) return values;
  const step = values.length / first;
  return Array.from({ length: first }, (_, at) => nested(values.slice(at * step, (at + 1) * step), rest));
};
