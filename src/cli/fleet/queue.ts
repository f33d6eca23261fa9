/** Paths that several threads read. What was taken stands in memory that they share: each takes the next path by itself, and none waits until it is given one. */
export type Queue = { readonly paths: readonly string[]; readonly taken: Int32Array };

/** Where in that memory stands which place is next, and, behind it, what each seat took last: its place and one. */
const next = 0;
const firstSeat = 1;

/** None is taken. `seats`: how many threads there may be, each by a number of its own. */
export const newQueue = (paths: readonly string[], seats: number): Queue => ({
  paths,
  taken: new Int32Array(new SharedArrayBuffer((firstSeat + seats) * Int32Array.BYTES_PER_ELEMENT)),
});

/** The place of the next path; null: all are taken. */
export const takeNext = ({ paths, taken }: Queue, seat: number): number | null => {
  const place = Atomics.add(taken, next, 1);
  if (place >= paths.length) return null;
  Atomics.store(taken, firstSeat + seat, place + 1);
  return place;
};

/** What a seat took last; null: nothing so far. */
export const takenBy = ({ taken }: Queue, seat: number): number | null => {
  const place = Atomics.load(taken, firstSeat + seat);
  return place === 0 ? null : place - 1;
};

/** Leaves nothing to be taken. */
export const closeQueue = ({ paths, taken }: Queue): void => void Atomics.store(taken, next, paths.length);
