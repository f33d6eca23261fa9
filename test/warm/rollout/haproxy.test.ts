import { describe, expect, it } from 'vitest';
import { coldcase } from './command.js';
import { canRollOut, closeWorlds, openWorld, post, rollOut, saved, whySkipped } from './roll-out.js';

closeWorlds();

describe.skipIf(!canRollOut)(`a rollout by a real HAProxy${whySkipped}`, () => {
  it('moves all traffic to warm replicas, with no request lost and none over the bound', async () => {
    const world = await openWorld();
    const { status, out, err, figures, cold } = await rollOut(world);
    expect([status, out, saved(world).phase]).toEqual([0, 'done: green has all traffic.\n', 'done']);
    expect(err).toMatch(/sequence 4 and sequence 16 warm on 2 replicas[\s\S]*20 % of the traffic to green[\s\S]*100 % of the traffic to green/);
    expect([figures.failed, cold, (figures.worstSeconds ?? 9) < 1]).toEqual([0, 0, true]);
    expect(await world.greenWeight()).toBe(512);
    const again = await coldcase('rollout', world.policyFile).ended;
    expect([again.status, again.err]).toEqual([2, `coldcase: ${world.policyFile}: green has all traffic already; for the next rollout swap blue and green\n`]);
  }, 60_000);

  it('gives no traffic to a green that does not keep its bounds', async () => {
    const world = await openWorld();
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
});
