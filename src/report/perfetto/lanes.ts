/** A stretch of a track, in whole microseconds. */
export type Stretch = { readonly from: number; readonly to: number };

/**
 * The stretches in as few rows as a single pass finds, so that in each row any two are apart or one holds the other: a viewer drops what
 * only overlaps. Rows are sorted by beginning, what holds before what it holds.
 */
export const lanesOf = <T extends Stretch>(stretches: readonly T[]): T[][] => {
  const lanes: { readonly placed: T[]; readonly open: T[] }[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const lane = lanes.find(({ open }) => {
      while ((open.at(-1)?.to ?? Number.POSITIVE_INFINITY) <= stretch.from) open.pop();
      return (open.at(-1)?.to ?? Number.POSITIVE_INFINITY) >= stretch.to;
    });
    if (lane === undefined) lanes.push({ placed: [stretch], open: [stretch] });
    else {
      lane.placed.push(stretch);
      lane.open.push(stretch);
    }
  }
  return lanes.map(({ placed }) => placed);
};
