import type { Chance } from './inputs/chance.js';

/** One input, ready to be tried. */
export type Trial = {
  /** The input as it is shown where it fails. */
  readonly input: string;
  /** Throws where something that must hold does not. */
  readonly check: () => void | Promise<void>;
};

/** A part of the program that must hold whatever it is given. */
export type Target = {
  readonly name: string;
  /** What holds, as a sentence for the page. */
  readonly holds: string;
  /** How many of a thousand runs are its. */
  readonly share: number;
  /** The trial that a seed's choices make. Whatever the check chooses is chosen here, so that it repeats. */
  readonly trial: (chance: Chance) => Trial;
};
