import type { BoundDimension, ModelInput, Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';

/** Shapes are measured in every trial; more than these take minutes a trial and no reader compares them. */
const mostShapes = 16;

const assumptions: readonly { readonly name: RegExp; readonly size: number }[] = [
  { name: /^(\w*batch\w*|n|b)$/i, size: 1 },
  // What a decoder has seen before is no length of its own.
  { name: /^(?!\w*past)\w*(seq|len|token|time)\w*$/i, size: 128 },
];

/** What `batch=1,8` asks for. Throws a UserError where it is not of that form. */
export function parseSizes(text: string): { readonly dimension: string; readonly sizes: readonly number[] } {
  const at = text.lastIndexOf('=');
  if (at <= 0) throw new UserError(`--shape ${text}: give a dimension and its sizes, as in --shape batch=1,8 sequence=128; the model stands before it`);
  const sizes = text
    .slice(at + 1)
    .split(',')
    .map((size) => (/^\d+$/.test(size.trim()) ? Number(size) : Number.NaN));
  const isWrong = sizes.some((size) => !Number.isSafeInteger(size) || size < 1);
  if (isWrong) throw new UserError(`--shape ${text}: sizes are whole numbers from 1 on, as in --shape ${text.slice(0, at)}=1,8`);
  return { dimension: text.slice(0, at), sizes: [...new Set(sizes)] };
}

/**
 * Each symbolic dimension of the inputs with its sizes: those given, else those that its name suggests. Throws a UserError for a dimension
 * that nothing binds, and for a size that no dimension takes.
 */
export function bindDimensions(
  inputs: readonly ModelInput[],
  given: readonly { readonly dimension: string; readonly sizes: readonly number[] }[],
): BoundDimension[] {
  const owners = new Map(
    inputs.flatMap(({ name, dimensions }) => dimensions.flatMap((dimension) => (typeof dimension === 'string' ? [[dimension, name] as const] : []))),
  );
  const chosen = new Map(given.map(({ dimension, sizes }) => [dimension, sizes]));
  for (const name of chosen.keys()) {
    if (owners.has(name)) continue;
    const there = owners.size === 0 ? 'all sizes of this model are fixed' : mendOfName(name, owners.keys(), `there are ${[...owners.keys()].join(', ')}`);
    throw new UserError(`--shape ${name}: no input has such a dimension; ${there}`);
  }
  return [...owners].map(([dimension, input]): BoundDimension => {
    const sizes = chosen.get(dimension);
    if (sizes !== undefined) return { dimension, sizes, basis: 'given' };
    const assumed = assumptions.find(({ name }) => name.test(dimension));
    if (assumed !== undefined) return { dimension, sizes: [assumed.size], basis: 'assumed' };
    throw new UserError(`the dimension \`${dimension}\` of the input \`${input}\` has no size and its name tells none; give one, as in --shape ${dimension}=1`);
  });
}

/** Every combination of the sizes, the last dimension changing fastest; one empty shape where all sizes are fixed. Throws a UserError for too many. */
export function shapesOf(bindings: readonly BoundDimension[]): Shape[] {
  const count = bindings.reduce((product, { sizes }) => product * sizes.length, 1);
  if (count > mostShapes) throw new UserError(`--shape: these sizes make ${count} shapes, and ${mostShapes} are the most; give fewer sizes`);
  return bindings.reduce<Shape[]>((shapes, { dimension, sizes }) => shapes.flatMap((shape) => sizes.map((size) => ({ ...shape, [dimension]: size }))), [{}]);
}
