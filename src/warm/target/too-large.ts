import type { Shape } from '../../model/boot.js';

/** Values that are sent in one pass, as JSON: a batch of 32 with 131,072 tokens each has half as many. More would fill the memory of whoever sends. */
const mostValues = 2 ** 23;

const problemOf = (count: number): string | null => (count > mostValues ? `would be ${count} values in one request; ${mostValues} are sent at most` : null);

/** Why a shape is not sent; null where it can be. Its words and its pixels stand beside each other. */
export const shapeTooLarge = ({ batch = 1, sequence = 1, height = 1, width = 1 }: Shape): string | null =>
  problemOf(batch * Math.max(sequence, height * width));

/** Why a tensor of such sizes is not sent: a service may say that its model has any. Each of its values may be so many words. */
export const tensorTooLarge = (sizes: readonly number[], words: number): string | null => problemOf(sizes.reduce((product, size) => product * size, words));
