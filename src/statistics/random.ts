import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Gives the next number of a repeatable sequence, uniform in [0, 1). */
export type Random = () => number;

/**
 * A repeatable source of random numbers (xoroshiro128+, Blackman and Vigna, https://prng.di.unimi.it). Streams of one seed
 * never overlap: each starts 2^64 numbers after the one before. Neighbouring seeds would start alike.
 */
export function randomSource(seed: number, stream = 0): Random {
  const generator = xoroshiro128plus(seed);
  for (let skipped = 0; skipped < stream; skipped += 1) generator.jump();
  return () => uniformFloat64(generator);
}
