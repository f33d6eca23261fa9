import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Choices that a seed decides: the same seed makes the same input. */
export type Chance = {
  /** A whole number from 0 to `count` - 1. */
  readonly below: (count: number) => number;
  /** True in one of `times` cases. */
  readonly oneIn: (times: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T;
  /** Up to `most` things, none included. */
  readonly some: <T>(most: number, make: (index: number) => T) => T[];
};

/** Neighbouring seeds of the generator start alike: their bits are spread first (the finalizer of MurmurHash3). */
const spread = (seed: number): number => {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
};

/** The choices of a seed. */
export const chanceOf = (seed: number): Chance => {
  const generator = xoroshiro128plus(spread(seed));
  const below = (count: number): number => uniformInt(generator, 0, Math.max(0, count - 1));
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
    some: (most, make) => Array.from({ length: below(most + 1) }, (_, index) => make(index)),
  };
};
