import type { Shape } from '../../model/boot.js';
import { UserError } from '../../model/user-error.js';
import { mendOfName } from '../../rules/near-name.js';
import { type Dimension, dimensions, largestSize } from './dimensions.js';

/** The sizes to which a service pads its inputs, ascending; a dimension without any is not padded. */
export type Buckets = { readonly [dimension in Dimension]?: readonly number[] };

const isDimension = (word: string): word is Dimension => (dimensions as readonly string[]).includes(word);

/** Reads `128,256,512` (sequence lengths) or `batch=1,2,4`. Throws a UserError. */
export const parseBuckets = (text: string): Buckets => {
  const [, name = 'sequence', list = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(text) ?? [];
  if (!isDimension(name))
    throw new UserError(`--buckets ${text}: there is no dimension \`${name}\`; ${mendOfName(name, dimensions, `there are ${dimensions.join(', ')}`)}`);
  const sizes = list.split(',').map((one) => (/^\s*[1-9]\d{0,9}\s*$/.test(one) ? Number(one) : Number.NaN));
  if (!sizes.every((size) => size <= largestSize)) throw new UserError(`--buckets ${text}: give whole numbers with commas between them, as in 128,256,512`);
  return { [name]: [...new Set(sizes)].sort((left, right) => left - right) };
};

/** The shape as a service with these buckets pads it; null where a size is above the largest bucket. */
export const padded = (shape: Shape, buckets: Buckets): Shape | null => {
  const sizes: [Dimension, number][] = [];
  for (const dimension of dimensions) {
    const size = shape[dimension];
    if (size === undefined) continue;
    const own = buckets[dimension];
    const bucket = own === undefined ? size : own.find((one) => one >= size);
    if (bucket === undefined) return null;
    sizes.push([dimension, bucket]);
  }
  return Object.fromEntries(sizes);
};

/** Buckets at the powers of two that hold these sizes. */
export const powersOfTwo = (sizes: readonly number[]): number[] =>
  [...new Set(sizes.map((size) => 2 ** Math.ceil(Math.log2(size))))].sort((left, right) => left - right);
