/** How many of the ascending values are below a bound, by halving. */
export function countBelow(ascending: ArrayLike<number>, isBelow: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBelow(ascending[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}
