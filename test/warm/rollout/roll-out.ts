import { existsSync, readFileSync } from 'node:fs';
import { afterEach } from 'vitest';
import { sleep } from '../../../src/warm/clock.js';
import { figuresOf } from '../../../src/warm/load/figures.js';
import { coldcase } from './command.js';
import { hasHaproxy, startWorld, sufferedBy, users, type World } from './world.js';

const isBuilt = existsSync('dist/bin/coldcase.js');

export const canRollOut = hasHaproxy && isBuilt;
/** What a skipped test says of the reason. */
export const whySkipped = !hasHaproxy ? ' (skipped without it: apt-get install haproxy)' : isBuilt ? '' : ' (skipped: npm run build makes the command)';

const worlds: World[] = [];

/** Closes after each test of the file what it opened. */
export const closeWorlds = (): void => {
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.close();
  });
};

/** Two replicas a side, whose first request of a shape takes twice the bound of the p95. */
export const openWorld = async (more?: string): Promise<World> => {
  const world = await startWorld({ replicas: 2, firstMilliseconds: 2000, steadyMilliseconds: 20 }, more);
  worlds.push(world);
  return world;
};

export const pause = (seconds: number): Promise<void> => sleep(seconds, new AbortController().signal);

export const saved = (world: World): { readonly phase: string } => JSON.parse(readFileSync(world.stateFile, 'utf8'));

export const post = (url: string, path: string, body: string): Promise<unknown> => fetch(`${url}${path}`, { method: 'POST', body });

/** Rolls out while users ask; `during` may do harm. */
export const rollOut = async (world: World, during: (running: ReturnType<typeof coldcase>) => Promise<void> = async () => {}, usersPerSecond = 40) => {
  const load = users(world.front, usersPerSecond);
  const running = coldcase('rollout', world.policyFile);
  await during(running);
  const { status, out, err } = await running.ended;
  await pause(0.2);
  const samples = await load.stop();
  return { status, out, err, figures: figuresOf(samples), ...sufferedBy(world.served()) };
};
