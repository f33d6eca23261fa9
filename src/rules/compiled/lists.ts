/** Whole numbers in as few bytes as the largest of them needs. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** Many short lists of numbers in two arrays: list `i` is `items` from `starts[i]` to (not with) `starts[i + 1]`. */
export type Lists = { readonly starts: Numbers; readonly items: Numbers };

/** The numbers in an array of the narrowest kind that holds them. */
export function numbersOf(values: ArrayLike<number>): Numbers {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, values[index] as number);
  if (largest < 2 ** 8) return Uint8Array.from(values);
  return largest < 2 ** 16 ? Uint16Array.from(values) : Uint32Array.from(values);
}

/** Lays lists one behind the other. */
export function listsOf(lists: readonly (readonly number[])[]): Lists {
  const starts = [0];
  for (const list of lists) starts.push((starts.at(-1) as number) + list.length);
  return { starts: numbersOf(starts), items: numbersOf(lists.flat()) };
}
