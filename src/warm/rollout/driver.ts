import type { Seconds } from '../../model/units.js';

/** What users have had of one server, counted since it, or what moves the traffic, was started. */
export type UserFigures = {
  readonly server: string;
  readonly answered: number;
  /** Of those, the ones that it answered with an error of its own (500 to 599). */
  readonly errors: number;
  /** Without a whole answer: not connected, hung up, or too late. */
  readonly lost: number;
  /** What an answer took on average, waiting for the server included, and how many of the last ones that is of at most. */
  readonly meanSeconds: Seconds;
  readonly meanOf: number;
  /** Requests that wait for the server now. */
  readonly queued: number;
  /** Whether it is held for dead, so that users are kept away from it. */
  readonly isDown: boolean;
};

/** What moves traffic between the sides. Rejects with a `DriverProblem` where it cannot. */
export type Driver = {
  /** Gives green a part of the traffic, 0 to 1, and blue the rest; resolves once that is so. */
  readonly shift: (greenShare: number) => Promise<void>;
  /** The part that green has now; null where that cannot be told. */
  readonly greenShare: () => Promise<number | null>;
  /** How many requests blue still has; null where that cannot be told. */
  readonly blueRequests: () => Promise<number | null>;
  /** What users have of each server of green; null where that cannot be told. */
  readonly greenUsers: () => Promise<readonly UserFigures[] | null>;
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
