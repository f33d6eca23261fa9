import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { randomSource } from '../../../src/statistics/random.js';
import { clock, sleep } from '../../../src/warm/clock.js';
import { figuresOf } from '../../../src/warm/load/figures.js';
import { coldcase } from './command.js';
import { hasHaproxy, startWorld, sufferedBy, users, type World } from './world.js';

const isBuilt = existsSync('dist/bin/coldcase.js');
const why = !hasHaproxy ? ' (skipped without it: apt-get install haproxy)' : isBuilt ? '' : ' (skipped: npm run build makes the command)';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

/** A last step that is long enough for users to be slow in it. */
const slowly = `load: { rate: 80, for: 1s }
steps: [{ weight: 20%, hold: 1s }, { weight: 100%, hold: 6s }]
`;

/** Two replicas a side, whose first request of a shape takes twice the bound of the p95. */
const open = async (more?: string): Promise<World> => {
  const world = await startWorld({ replicas: 2, firstMilliseconds: 2000, steadyMilliseconds: 20 }, more);
  worlds.push(world);
  return world;
};

const pause = (seconds: number): Promise<void> => sleep(seconds, new AbortController().signal);

const saved = (world: World): { readonly phase: string } => JSON.parse(readFileSync(world.stateFile, 'utf8'));

const post = (url: string, path: string, body: string): Promise<unknown> => fetch(`${url}${path}`, { method: 'POST', body });

/** Rolls out while users ask; `during` may do harm. */
const rollOut = async (world: World, during: (running: ReturnType<typeof coldcase>) => Promise<void> = async () => {}, usersPerSecond = 40) => {
  const load = users(world.front, usersPerSecond);
  const running = coldcase('rollout', world.policyFile);
  await during(running);
  const { status, out, err } = await running.ended;
  await pause(0.2);
  const samples = await load.stop();
  return { status, out, err, figures: figuresOf(samples), ...sufferedBy(world.served()) };
};

describe.skipIf(!hasHaproxy || !isBuilt)(`a rollout by a real HAProxy${why}`, () => {
  it('moves all traffic to warm replicas, with no request lost and none over the bound', async () => {
    const world = await open();
    const { status, out, err, figures, cold } = await rollOut(world);
    expect([status, out, saved(world).phase]).toEqual([0, 'done: green has all traffic.\n', 'done']);
    expect(err).toMatch(/sequence 4 and sequence 16 warm on 2 replicas[\s\S]*20 % of the traffic to green[\s\S]*100 % of the traffic to green/);
    expect([figures.failed, cold, (figures.worstSeconds ?? 9) < 1]).toEqual([0, 0, true]);
    expect(await world.greenWeight()).toBe(512);
    const again = await coldcase('rollout', world.policyFile).ended;
    expect([again.status, again.err]).toEqual([2, `coldcase: ${world.policyFile}: green has all traffic already; for the next rollout swap blue and green\n`]);
  }, 60_000);

  it('gives no traffic to a green that does not keep its bounds', async () => {
    const world = await open();
    const { status, out, figures } = await rollOut(world, async ({ said }) => {
      await said('green is loaded');
      await post(world.green[1]?.url ?? '', '/slow', '1200');
    });
    expect(status).toBe(1);
    expect(out).toMatch(
      /^rolled back: blue has all traffic; green did not keep its bounds: 1 of \d+ requests took more than 1 s or failed, and of 80 at most 0 may\.\n$/,
    );
    expect([figures.failed, world.served().some(({ name, isUser }) => isUser && name.startsWith('green'))]).toEqual([0, false]);
  }, 60_000);

  it.each([
    ['in the warmup', 'green is warmed', /^rolled back: blue has all traffic; green (no longer answers|stayed cold: 127\.0\.0\.1:\d+ sequence \d+: .*)\.\n$/],
    ['in a step', '20 % of the traffic', /^rolled back: blue has all traffic; green (no longer answers|did not keep its bounds: .*)\.\n$/],
    ['after the last step', '100 % of the traffic', /^rolled back: blue has all traffic; green (no longer answers|did not keep its bounds: .*)\.\n$/],
  ])(
    'goes back where green dies %s, and loses only what that had under way',
    async (_, words, expected) => {
      const world = await open();
      const { status, out, figures, cold, unanswered } = await rollOut(world, async ({ said }) => {
        await said(words);
        await pause(0.3);
        await world.green[0]?.kill();
      });
      expect(out).toMatch(expected);
      expect([status, await world.greenWeight(), cold]).toEqual([1, 0, 0]);
      // One that lay unread in its socket is under way too, though the killed process could not say so.
      expect(figures.failed).toBeLessThanOrEqual(unanswered + 1);
    },
    60_000,
  );

  it.each([
    ['errors', '/fail-users', '', /(\d+) of \1 requests of users failed on green1 \(limit 5 %\)/],
    ['times', '/slow-users', '1500', /\d+ requests of users took 1\.[3-9]\d* s on average on green1 \(limit of the p95 1 s\)/],
  ])(
    'goes back by what users have of one replica, %s that no probe sees',
    async (_, path, body, expected) => {
      const world = await open(slowly);
      const { status, out, cold } = await rollOut(
        world,
        async ({ said }) => {
          await said('100 % of the traffic');
          await post(world.green[0]?.url ?? '', path, body);
        },
        120,
      );
      expect(out).toMatch(/^rolled back: blue has all traffic; green did not keep its bounds: /);
      expect(out).toMatch(expected);
      expect([status, await world.greenWeight(), cold]).toEqual([1, 0, 0]);
    },
    60_000,
  );

  it('says so where the socket is gone in the middle, and goes on or back once it is there again', async () => {
    const world = await open();
    const { status, out, figures } = await rollOut(world, async ({ said }) => {
      await said('20 % of the traffic');
      world.dropSocket();
    });
    expect(status).toBe(1);
    expect(out).toMatch(
      /^failed: HAProxy cannot be reached \(connect ENOENT .*\), tried again for 2 s; .*which side has how much of the traffic is not known\. --undo/,
    );
    expect(figures.failed).toBe(0);
    const refused = await coldcase('rollout', world.policyFile).ended;
    expect([refused.status, refused.err.includes('a rollout stands here that has not ended (failed)')]).toEqual([2, true]);
    await world.stopProxy();
    await world.startProxy();
    expect(await coldcase('rollout', world.policyFile, '--undo', '--quiet').ended).toEqual({
      status: 0,
      out: 'rolled back: blue has all traffic; undone by hand.\n',
      err: '',
    });
  }, 60_000);

  it('goes back when it is told to stop, at any moment', async () => {
    const world = await open();
    const random = randomSource(Date.now());
    for (let round = 0; round < 2; round++) {
      const after = random() * 4;
      const { status, out, figures, cold } = await rollOut(world, async ({ child, said }) => {
        await said('all traffic to blue');
        await pause(after);
        child.kill('SIGTERM');
      });
      expect([status, out, figures.failed, cold, await world.greenWeight()]).toEqual([
        130,
        'rolled back: blue has all traffic; stopped by SIGTERM.\n',
        0,
        0,
        0,
      ]);
    }
  }, 90_000);

  it('goes on, or back, after it was killed at any moment', async () => {
    const world = await open();
    const random = randomSource(Date.now());
    for (const [option, phase] of [
      ['--undo', 'rolled-back'],
      ['--resume', 'done'],
    ]) {
      const after = random() * 4;
      const load = users(world.front, 40);
      const first = coldcase('rollout', world.policyFile);
      await first.said('all traffic to blue');
      await pause(after);
      first.child.kill('SIGKILL');
      await first.ended;
      const begin = clock();
      const { status, err } = await coldcase('rollout', world.policyFile, option ?? '').ended;
      expect([status, saved(world).phase, clock() > begin], err).toEqual([0, phase, true]);
      expect([figuresOf(await load.stop()).failed, sufferedBy(world.served()).cold]).toEqual([0, 0]);
    }
  }, 90_000);
});
