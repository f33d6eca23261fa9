import type { ModelInput, Shape } from '../model/reproduction.js';
import { UserError } from '../model/user-error.js';

/**
 * Values of one input: all the same · whole numbers from 0 below a bound · the place along the last dimension · real numbers from -1 to 1 · what
 * a file holds, in the bytes of its type · what the tokenizer makes of the text.
 */
export type Fill =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'below'; readonly bound: number }
  | { readonly kind: 'place' }
  | { readonly kind: 'uniform' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly part: 'ids' | 'mask' | 'types' };

/** How a trial makes one tensor. */
export type InputPlan = { readonly name: string; readonly type: string; readonly sizes: readonly number[]; readonly fill: Fill };

const floats: ReadonlySet<string> = new Set(['float16', 'float32', 'float64']);
const integers: ReadonlySet<string> = new Set(['int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64']);
const bytes: ReadonlySet<string> = new Set(['int8', 'uint8']);

/** Below the first special tokens of the common tokenizers' vocabularies lie at least these. */
const carefulVocabulary = 100;
/** The rate that speech models are trained at. */
const usualSampleRate = 16_000;

const byName: readonly { readonly name: RegExp; readonly fill: Fill }[] = [
  { name: /mask/i, fill: { kind: 'constant', value: 1 } },
  { name: /token_type|segment/i, fill: { kind: 'constant', value: 0 } },
  { name: /position/i, fill: { kind: 'place' } },
  { name: /^(sr|sample_?rate|sampling_?rate)$/i, fill: { kind: 'constant', value: usualSampleRate } },
];

/** What of a text an input takes, by its name; null where it takes nothing of one. */
export function textPartOf({ name, type, dimensions }: ModelInput): 'ids' | 'mask' | 'types' | null {
  if (!integers.has(type) || dimensions.length !== 2) return null;
  if (/mask/i.test(name)) return 'mask';
  if (/token_type|segment/i.test(name)) return 'types';
  return /position/i.test(name) || !/ids|token/i.test(name) ? null : 'ids';
}

const fillOf = ({ name, type }: ModelInput, vocabulary: ReadonlyMap<string, number>): Fill => {
  const isKnown = floats.has(type) || integers.has(type) || type === 'bool';
  const known = [...floats, ...integers, 'bool'].join(', ');
  if (!isKnown)
    throw new UserError(
      `the input \`${name}\` is of type ${type}, for which there are no values (there are for ${known}); export the model without what reads it`,
    );
  const named = byName.find((rule) => rule.name.test(name));
  if (named !== undefined) return named.fill;
  if (floats.has(type)) return { kind: 'uniform' };
  if (bytes.has(type)) return { kind: 'below', bound: 128 };
  const rows = vocabulary.get(name) ?? (/ids|token/i.test(name) ? carefulVocabulary : undefined);
  return rows === undefined ? { kind: 'constant', value: 1 } : { kind: 'below', bound: rows };
};

/**
 * How to fill the inputs at one shape, by their types and names: masks of ones, ids within the vocabulary where the model's own table shows
 * it (below 100 otherwise), real numbers from -1 to 1; those that somebody brought as they are. Throws a UserError for a type that it has no values for.
 */
export function planInputs(
  inputs: readonly ModelInput[],
  shape: Shape,
  vocabulary: ReadonlyMap<string, number>,
  brought: ReadonlyMap<string, Fill> = new Map(),
): InputPlan[] {
  return inputs.map((input) => ({
    name: input.name,
    type: input.type,
    sizes: input.dimensions.map((dimension) => (typeof dimension === 'number' ? dimension : (shape[dimension] ?? 1))),
    fill: brought.get(input.name) ?? fillOf(input, vocabulary),
  }));
}
