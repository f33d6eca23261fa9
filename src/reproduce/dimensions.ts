import type { Shape as ObservedShape } from '../model/boot.js';
import type { BoundDimension, ModelInput, Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';

/** Shapes are measured in every trial; more than these take minutes a trial and no reader compares them. */
const mostShapes = 16;

/** Sizes of one dimension, as they were asked for. */
export type GivenSizes = readonly { readonly dimension: string; readonly sizes: readonly number[] }[];

/** What the name of a dimension says of it, and the size that it then has where none was given. */
const kinds: readonly { readonly kind: keyof ObservedShape; readonly name: RegExp; readonly assumed: number | null }[] = [
  { kind: 'batch', name: /^(\w*batch\w*|n|b)$/i, assumed: 1 },
  // What a decoder has seen before is no length of its own.
  { kind: 'sequence', name: /^(?!\w*past)\w*(seq|len|token|time)\w*$/i, assumed: 128 },
  { kind: 'height', name: /^(\w*height\w*|h)$/i, assumed: null },
  { kind: 'width', name: /^(\w*width\w*|w)$/i, assumed: null },
];

/** What the name of a dimension says of it; null where it says nothing. */
export function kindOfDimension(name: string): keyof ObservedShape | null {
  return kinds.find((kind) => kind.name.test(name))?.kind ?? null;
}

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

/** The sizes that requests of a log had, of those dimensions of the inputs whose names tell which is meant. */
export function observedSizes(shapes: readonly ObservedShape[], inputs: readonly ModelInput[]): GivenSizes {
  const dimensions = new Set(inputs.flatMap((input) => input.dimensions.filter((dimension) => typeof dimension === 'string')));
  return [...dimensions].flatMap((dimension) => {
    const kind = kindOfDimension(dimension);
    const sizes = kind === null ? [] : [...new Set(shapes.flatMap((shape) => shape[kind] ?? []))];
    return sizes.length === 0 ? [] : [{ dimension, sizes: sizes.sort((a, b) => a - b) }];
  });
}

/**
 * Each symbolic dimension of the inputs with its sizes: those given, else those that its name suggests. Throws a UserError for a dimension
 * that nothing binds, and for a size that no dimension takes.
 */
export function bindDimensions(inputs: readonly ModelInput[], given: GivenSizes): BoundDimension[] {
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
    const assumed = kinds.find(({ name }) => name.test(dimension))?.assumed ?? null;
    if (assumed !== null) return { dimension, sizes: [assumed], basis: 'assumed' };
    throw new UserError(`the dimension \`${dimension}\` of the input \`${input}\` has no size and its name tells none; give one, as in --shape ${dimension}=1`);
  });
}

/** Every combination of the sizes, the last dimension changing fastest; one empty shape where all sizes are fixed. Throws a UserError for too many. */
export function shapesOf(bindings: readonly BoundDimension[]): Shape[] {
  const count = bindings.reduce((product, { sizes }) => product * sizes.length, 1);
  if (count > mostShapes) throw new UserError(`--shape: these sizes make ${count} shapes, and ${mostShapes} are the most; give fewer sizes`);
  return bindings.reduce<Shape[]>((shapes, { dimension, sizes }) => shapes.flatMap((shape) => sizes.map((size) => ({ ...shape, [dimension]: size }))), [{}]);
}
