import { describe, expect, it } from 'vitest';
import { chanceOf } from './inputs/chance.js';
import { targets } from './targets.js';

/** How many seeds of each target take a moment; many more are for `npm run fuzz`. */
const seeds: { readonly [target: string]: number } = {
  lines: 60,
  envelopes: 120,
  clocks: 600,
  durations: 200,
  timeline: 20,
  policies: 60,
  baselines: 40,
  traffic: 60,
};

describe.each(targets.filter(({ name }) => seeds[name] !== undefined))('$name: $holds', ({ name, trial }) => {
  it(`for the first ${seeds[name]} seeds`, async () => {
    for (let seed = 1; seed <= (seeds[name] ?? 0); seed += 1) {
      const { input, check } = trial(chanceOf(seed));
      await expect(Promise.resolve().then(check), `seed ${seed}: ${input.slice(0, 500)}`).resolves.toBeUndefined();
    }
  });
});
