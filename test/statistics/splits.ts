/** All ways to choose `size` of the values, each with what is left: the slow and certain way to do a permutation test. */
export function splits(values: readonly number[], size: number): { chosen: number[]; left: number[] }[] {
  const [first, ...rest] = values;
  if (first === undefined) return size === 0 ? [{ chosen: [], left: [] }] : [];
  const without = splits(rest, size).map(({ chosen, left }) => ({ chosen, left: [first, ...left] }));
  if (size === 0) return without;
  return [...without, ...splits(rest, size - 1).map(({ chosen, left }) => ({ chosen: [first, ...chosen], left }))];
}
