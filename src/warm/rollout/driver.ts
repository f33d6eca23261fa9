/** What moves traffic between the sides. Rejects with a `DriverProblem` where it cannot. */
export type Driver = {
  /** Gives green a part of the traffic, 0 to 1, and blue the rest; resolves once that is so. */
  readonly shift: (greenShare: number) => Promise<void>;
  /** The part that green has now; null where that cannot be told. */
  readonly greenShare: () => Promise<number | null>;
  /** How many requests blue still has; null where that cannot be told. */
  readonly blueRequests: () => Promise<number | null>;
};

/** Why traffic could not be moved, in words. `isFinal`: trying again will not help. */
export class DriverProblem extends Error {
  constructor(
    message: string,
    readonly isFinal: boolean,
  ) {
    super(message);
  }
}
