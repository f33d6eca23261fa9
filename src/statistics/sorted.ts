declare const isSorted: unique symbol;

/** Numbers in ascending order; only `sorted` makes one, so that no quantile is read off an unsorted list. */
export type Sorted = readonly number[] & { readonly [isSorted]: true };

/** A copy of the values, ascending. */
export function sorted(values: readonly number[]): Sorted {
  return [...values].sort((a, b) => a - b) as readonly number[] as Sorted;
}
