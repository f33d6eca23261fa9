import type { Random } from '../../../src/statistics/random.js';
import type { Rollout } from '../../../src/statistics/rollouts.js';

/** A way in which start times scatter; `rollout` draws the replicas of one, as shares of a usual start. */
export type StartKind = { readonly name: string; readonly rollout: (random: Random) => Rollout };

export const regularTenth = regular(0.1);

export const fourReplicas: StartKind = { name: 'four replicas a rollout, CV 0.1 between rollouts, 0.05 within', rollout: clustered };

/** What start times look like: regular ones, those with two modes, with stragglers, and with replicas that share their rollout's luck. */
export const startKinds: readonly StartKind[] = [
  regular(0.05),
  regularTenth,
  regular(0.2),
  regular(0.3),
  single('page cache cold every second time: twice as long', (random) => (random() < 0.5 ? 2 : 1) * lognormal(random, 0.05)),
  single('page cache cold one time in five: twice as long', (random) => (random() < 0.2 ? 2 : 1) * lognormal(random, 0.05)),
  single('one in ten held up, without limit (Pareto 1.5)', (random) => (random() < 0.1 ? pareto(random, 1.5) : 1) * lognormal(random, 0.05)),
  fourReplicas,
];

function regular(cv: number): StartKind {
  return single(`regular, CV ${cv}`, (random) => lognormal(random, cv));
}

function single(name: string, draw: (random: Random) => number): StartKind {
  return { name, rollout: (random) => [draw(random)] };
}

function clustered(random: Random): Rollout {
  const shared = lognormal(random, 0.1);
  return [0, 1, 2, 3].map(() => shared * lognormal(random, 0.05));
}

/** Median 1, and the standard deviation that share of the mean. */
function lognormal(random: Random, cv: number): number {
  return Math.exp(Math.sqrt(Math.log(1 + cv ** 2)) * normal(random));
}

/** At least 1; no variance below an index of 2. */
function pareto(random: Random, index: number): number {
  return (1 - random()) ** (-1 / index);
}

/** Box and Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
