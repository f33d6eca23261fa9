import { cpus, loadavg } from 'node:os';
import { clock, sleep } from '../../src/warm/clock.js';
import { figuresOf, type LoadFigures, type LoadSample } from '../../src/warm/load/figures.js';
import { coldcase } from '../warm/rollout/command.js';
import { hasHaproxy, startWorld, users, type World } from '../warm/rollout/world.js';

/*
 * The lesson's challenge: a p95 under 200 ms while traffic moves to new replicas. Two to six a side, whose work is mostly waiting, so that the
 * processors are not what is measured; the first request of each of two shapes takes 1.5 s, later ones 60 ms. Users send 40 a second through
 * HAProxy. Once traffic moves to the new replicas as soon as they listen, once by coldcase rollout; what users had in the ten seconds from
 * the first of it on. Prints the table of docs/rollout.md.
 */

const watchedSeconds = 10;
const ratePerSecond = 40;

const pause = (seconds: number): Promise<void> => sleep(seconds, new AbortController().signal);

const within = (samples: readonly LoadSample[], fromSeconds: number): LoadFigures =>
  figuresOf(samples.filter(({ dueSeconds }) => dueSeconds >= fromSeconds && dueSeconds < fromSeconds + watchedSeconds));

/** What users had from the moment on at which `move` began to move traffic. */
const measured = async (world: World, move: () => Promise<void>): Promise<LoadFigures> => {
  const begin = clock();
  const load = users(world.front, ratePerSecond);
  await pause(1);
  await move();
  const moved = clock() - begin;
  await pause(watchedSeconds);
  return within(await load.stop(), moved);
};

const policy = `load: { rate: 40, for: 2s }
steps: [{ weight: 20%, hold: 2s }, { weight: 100%, hold: 2s }]
`;

const withWorld = async (replicas: number, measure: (world: World) => Promise<LoadFigures>): Promise<LoadFigures> => {
  const world = await startWorld({ replicas, firstMilliseconds: 1500, steadyMilliseconds: 60 }, policy);
  try {
    return await measure(world);
  } finally {
    await world.close();
  }
};

const without = (replicas: number): Promise<LoadFigures> => withWorld(replicas, (world) => measured(world, () => world.shift(1)));

const rolledOut = (replicas: number): Promise<LoadFigures> =>
  withWorld(replicas, async (world) => {
    const ended: Promise<unknown>[] = [];
    const figures = await measured(world, async () => {
      const running = coldcase('rollout', world.policyFile);
      ended.push(running.ended.then(({ status, out }) => console.error(`${replicas}: status ${status}, ${out.trim()}`)));
      await running.said('20 % of the traffic');
    });
    await Promise.all(ended);
    return figures;
  });

const milliseconds = (seconds: number | null): string => (seconds === null ? '–' : `${Math.round(seconds * 1000)} ms`);

const main = async (): Promise<void> => {
  console.log('| replicas a side | p95, moved at once | worst | p95, coldcase rollout | worst | failed |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (let replicas = 2; replicas <= 6; replicas++) {
    const [cold, warm] = [await without(replicas), await rolledOut(replicas)];
    const cells = [milliseconds(cold.p95Seconds), milliseconds(cold.worstSeconds), milliseconds(warm.p95Seconds), milliseconds(warm.worstSeconds)];
    console.log(`| ${replicas} | ${cells.join(' | ')} | ${cold.failed} and ${warm.failed} |`);
    console.error(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  }
};

if (hasHaproxy) await main();
else console.error('skipped: there is no haproxy (apt-get install haproxy)');
