import type { Shape } from '../../model/boot.js';

export const dimensions = ['batch', 'sequence', 'height', 'width'] as const;

export type Dimension = (typeof dimensions)[number];

/** Far above any model's input; what is larger is no size. */
export const largestSize = 2 ** 31;

/** `batch 8 · sequence 128`, the same shape always the same words; `default` of a shape without sizes. */
export const shapeWords = (shape: Shape): string => {
  const words = dimensions.flatMap((dimension) => (shape[dimension] === undefined ? [] : [`${dimension} ${shape[dimension]}`]));
  return words.length === 0 ? 'default' : words.join(' · ');
};

/** Elements of a shape, where a size that is not given counts as 1. */
export const elements = (shape: Shape): number => dimensions.reduce((product, dimension) => product * (shape[dimension] ?? 1), 1);

/** Smaller shapes first; of the same number of elements the one with the smaller batch, and so on. */
export const bySize = (left: Shape, right: Shape): number => {
  const difference = elements(left) - elements(right);
  if (difference !== 0) return difference;
  const differing = dimensions.find((dimension) => left[dimension] !== right[dimension]);
  return differing === undefined ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
};
