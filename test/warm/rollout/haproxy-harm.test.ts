import { describe, expect, it } from 'vitest';
import { canRollOut, closeWorlds, openWorld, pause, post, rollOut, whySkipped } from './roll-out.js';

closeWorlds();

/** A last step that is long enough for users to be slow in it. */
const slowly = `load: { rate: 80, for: 1s }
steps: [{ weight: 20%, hold: 1s }, { weight: 100%, hold: 6s }]
`;

describe.skipIf(!canRollOut)(`a rollout by a real HAProxy that green does harm to${whySkipped}`, () => {
  it.each([
    ['in the warmup', 'green is warmed', /^rolled back: blue has all traffic; green (no longer answers|stayed cold: 127\.0\.0\.1:\d+ sequence \d+: .*)\.\n$/],
    ['in a step', '20 % of the traffic', /^rolled back: blue has all traffic; green (no longer answers|did not keep its bounds: .*)\.\n$/],
    ['after the last step', '100 % of the traffic', /^rolled back: blue has all traffic; green (no longer answers|did not keep its bounds: .*)\.\n$/],
  ])(
    'goes back where green dies %s, and loses only what that had under way',
    async (_, words, expected) => {
      const world = await openWorld();
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
    ['errors', '/fail-users', '', /\d+ of \d+ requests of users failed on green1 \(limit 5 %\)/],
    ['times', '/slow-users', '1500', /\d+ requests of users took 1\.[3-9]\d* s on average on green1 \(limit of the p95 1 s\)/],
  ])(
    'goes back by what users have of one replica, %s that no probe sees',
    async (_, path, body, expected) => {
      const world = await openWorld(slowly);
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
});
