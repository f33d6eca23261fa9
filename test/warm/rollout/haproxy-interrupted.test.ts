import { describe, expect, it } from 'vitest';
import { randomSource } from '../../../src/statistics/random.js';
import { clock } from '../../../src/warm/clock.js';
import { figuresOf } from '../../../src/warm/load/figures.js';
import { coldcase } from './command.js';
import { canRollOut, closeWorlds, openWorld, pause, rollOut, saved, whySkipped } from './roll-out.js';
import { sufferedBy, users } from './world.js';

closeWorlds();

describe.skipIf(!canRollOut)(`a rollout by a real HAProxy that is interrupted${whySkipped}`, () => {
  it('says so where the socket is gone in the middle, and goes on or back once it is there again', async () => {
    const world = await openWorld();
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
    const world = await openWorld();
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
    const world = await openWorld();
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
