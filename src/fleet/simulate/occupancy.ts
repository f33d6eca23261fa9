import type { Seconds } from '../../model/units.js';

/** How full a service is, now and on the average between two looks. */
export type Occupancy = {
  /** Requests in work, and those in work or waiting; by how much they change now. */
  change(at: Seconds, working: number, inside: number): void;
  /** The averages since the look before. */
  look(at: Seconds): { readonly working: number; readonly inside: number };
};

/** Averages over time by the areas under the two curves. */
export const createOccupancy = (): Occupancy => {
  let [working, inside, workingArea, insideArea, since, lookedAt] = [0, 0, 0, 0, 0, 0];
  const advance = (at: Seconds): void => {
    workingArea += working * (at - since);
    insideArea += inside * (at - since);
    since = at;
  };
  return {
    change(at, workingChange, insideChange) {
      advance(at);
      working += workingChange;
      inside += insideChange;
    },
    look(at) {
      advance(at);
      const seconds = at - lookedAt;
      const averages = seconds > 0 ? { working: workingArea / seconds, inside: insideArea / seconds } : { working, inside };
      [workingArea, insideArea, lookedAt] = [0, 0, at];
      return averages;
    },
  };
};
