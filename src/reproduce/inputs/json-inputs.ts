import type { ModelInput } from '../../model/reproduction.js';
import { UserError } from '../../model/user-error.js';
import { bytesOf, layouts } from './bytes-of.js';
import type { GivenInput } from './given-input.js';

/** Nested arrays of numbers as one row and its sizes; null where they are ragged or hold something else. */
const flattened = (value: unknown): { readonly sizes: readonly number[]; readonly values: readonly number[] } | null => {
  if (typeof value === 'number') return { sizes: [], values: [value] };
  if (typeof value === 'boolean') return { sizes: [], values: [value ? 1 : 0] };
  if (!Array.isArray(value)) return null;
  const parts = value.map(flattened);
  const [first] = parts;
  const whole = parts.flatMap((part) => (part === null || part.sizes.join() !== first?.sizes.join() ? [] : [part.values]));
  if (whole.length < parts.length) return null;
  return { sizes: [parts.length, ...(first?.sizes ?? [])], values: whole.flat() };
};

/** The object that a text holds. Throws a UserError where it holds none. */
export function jsonObject(text: string, file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`it is no JSON (${error instanceof Error ? error.message : String(error)}); give an object of arrays, one an input`, { file });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UserError('it holds no object; give one with an array for each input, as in {"input_ids": [[1, 2, 3]]}', { file });
}

/** Inputs of an object of nested arrays, by name. Throws a UserError that names what is wrong. */
export function jsonInputs(value: object, inputs: readonly ModelInput[], file: string): GivenInput[] {
  return Object.entries(value).map(([name, given]): GivenInput => {
    const type = inputs.find((input) => input.name === name)?.type ?? '';
    const flat = flattened(given);
    if (flat === null) throw new UserError(`\`${name}\` is no array of numbers with rows of one length; give it as in [[1, 2, 3]]`, { file });
    const isWhole = !/^u?int/.test(type) || flat.values.every(Number.isInteger);
    if (!isWhole) throw new UserError(`\`${name}\` has fractions, and the model wants ${type}; give whole numbers`, { file });
    const isNegative = /^uint/.test(type) && flat.values.some((own) => own < 0);
    if (isNegative) throw new UserError(`\`${name}\` has values below zero, and the model wants ${type}`, { file });
    const bytes = bytesOf(type, flat.values);
    if (bytes === null) throw new UserError(`\`${name}\` is of type ${type}, which JSON cannot give; there are ${[...layouts.keys()].join(', ')}`, { file });
    return { name, type, sizes: flat.sizes, bytes };
  });
}
