import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionOf, begun, isEnded, next, type RolloutEvent, type RolloutState, resumed, type Step, undone } from '../../../src/warm/rollout/machine.js';

const steps: readonly Step[] = [
  { share: 0.1, holdSeconds: 1 },
  { share: 0.5, holdSeconds: 1 },
  { share: 1, holdSeconds: 1 },
];
const succeeded: RolloutEvent = { kind: 'succeeded' };
const seen = (blue: boolean, green: boolean): RolloutEvent => ({ kind: 'seen', blue, green });
const both = seen(true, true);
const failed: RolloutEvent = { kind: 'failed', why: 'p95 is 900 ms' };
const through = (...events: readonly RolloutEvent[]): RolloutState => events.reduce((state, event) => next(state, event, steps), begun);
const times = (count: number): RolloutEvent[] => Array.from({ length: count }, () => succeeded);

describe('a rollout', () => {
  it('clears green of traffic, warms and loads it, then goes step by step, and lets blue go last', () => {
    const told: string[] = [];
    for (let state = begun; told.length < 20; state = next(state, succeeded, steps)) {
      const action = actionOf(state, steps);
      told.push(action.kind === 'shift' ? `shift ${action.greenShare}` : action.kind);
      if (action.kind === 'end') break;
    }
    expect(told).toEqual(['shift 0', 'warm', 'load', 'shift 0.1', 'hold', 'shift 0.5', 'hold', 'shift 1', 'hold', 'drain', 'retire', 'end']);
  });

  it.each([
    ['the warmup', 1],
    ['the load', 2],
    ['a step', 4],
    ['the last step', 8],
  ])('goes back where %s fails', (_, done) => {
    const state = through(...times(done), failed);
    expect([state.phase, actionOf(state, steps), state.why]).toEqual(['undo', { kind: 'shift', greenShare: 0 }, 'p95 is 900 ms']);
    expect(next(state, succeeded, steps)).toMatchObject({ phase: 'rolled-back', greenShare: 0 });
  });

  it('goes back where green dies, after the last step too', () => {
    for (const done of [4, 6, 8, 9, 10]) expect(through(...times(done), seen(true, false))).toMatchObject({ phase: 'undo', why: 'green no longer answers' });
  });

  it('waits while it is warmed for a green that does not answer yet, but not for one that did', () => {
    expect(through(...times(1), seen(true, false)).phase).toBe('warm');
    expect(through(...times(1), both, seen(true, false)).phase).toBe('undo');
  });

  it('gives green everything where blue dies in a step', () => {
    const state = through(...times(4), seen(false, true));
    expect(actionOf(state, steps)).toEqual({ kind: 'shift', greenShare: 1 });
  });

  it('moves nothing where both are dead', () => {
    expect(through(...times(4), seen(false, false))).toMatchObject({
      phase: 'failed',
      why: 'green no longer answers; blue does not answer either, so the traffic stays where it is',
    });
  });

  it('rescues what had a dead blue: green is warmed, then takes everything', () => {
    const state = through(seen(false, true), succeeded, succeeded);
    expect(actionOf(state, steps)).toEqual({ kind: 'shift', greenShare: 1 });
  });

  it('goes back when it is stopped, but not once green is steady', () => {
    const stop: RolloutEvent = { kind: 'stop', why: 'stopped by SIGTERM' };
    expect(through(...times(5), stop).phase).toBe('undo');
    expect(through(...times(9), stop)).toMatchObject({ phase: 'done', why: 'stopped by SIGTERM' });
  });

  it('is over when traffic cannot be taken back, and says both reasons', () => {
    expect(through(...times(4), failed, { kind: 'failed', why: 'the socket is gone' })).toMatchObject({
      phase: 'failed',
      why: 'p95 is 900 ms; the socket is gone',
      greenShare: null,
    });
  });

  it('measures green again after it was killed, then goes on with the step that it was in', () => {
    const state = resumed(through(...times(6)));
    expect([actionOf(state, steps), state.isGreenFit]).toEqual([{ kind: 'shift', greenShare: 0 }, false]);
    const later = [both, succeeded, succeeded, succeeded].reduce((now, event) => next(now, event, steps), state);
    expect(actionOf(later, steps)).toEqual({ kind: 'shift', greenShare: 0.5 });
  });

  it('does not go back to a blue that was being retired when it was killed', () => {
    const state = resumed(through(...times(10)));
    expect(actionOf(state, steps)).toEqual({ kind: 'warm' });
    expect(
      actionOf(
        [both, succeeded, succeeded].reduce((now, event) => next(now, event, steps), state),
        steps,
      ),
    ).toEqual({ kind: 'shift', greenShare: 1 });
  });
});

/** What is really so, behind what a rollout sees. */
type World = { blue: boolean; green: 'down' | 'cold' | 'warm'; hasDriver: boolean; share: number };

type Trouble = 'blue-dies' | 'blue-comes' | 'green-dies' | 'green-comes' | 'driver-goes' | 'driver-comes' | 'half-shift' | 'breach' | 'stop' | 'kill';

const troubles: readonly Trouble[] = [
  'blue-dies',
  'blue-comes',
  'green-dies',
  'green-comes',
  'driver-goes',
  'driver-comes',
  'half-shift',
  'breach',
  'stop',
  'kill',
];

const strike = (world: World, trouble: Trouble): void => {
  if (trouble === 'blue-dies') world.blue = false;
  if (trouble === 'blue-comes') world.blue = true;
  if (trouble === 'green-dies') world.green = 'down';
  if (trouble === 'green-comes' && world.green === 'down') world.green = 'cold';
  if (trouble === 'driver-goes') world.hasDriver = false;
  if (trouble === 'driver-comes') world.hasDriver = true;
};

const look = (world: World): RolloutEvent => seen(world.blue, world.green !== 'down');

/** Does what the rollout wants to do, in the world; checks that no traffic goes to a side that is cold or dead. */
const act = (state: RolloutState, world: World, trouble: Trouble | null): RolloutEvent => {
  const action = actionOf(state, steps);
  if (trouble === 'breach' && ['warm', 'load', 'hold', 'drain', 'retire'].includes(action.kind)) return failed;
  if (action.kind === 'warm' || action.kind === 'load' || action.kind === 'hold') {
    if (world.green === 'down') return failed;
    if (action.kind === 'warm') world.green = 'warm';
    return world.green === 'warm' ? succeeded : failed;
  }
  if (action.kind !== 'shift') return succeeded;
  if (action.greenShare > 0 && world.green !== 'warm') throw new Error(`traffic to a green that is ${world.green}`);
  if (action.greenShare < 1 && !world.blue) throw new Error('traffic to a blue that is dead');
  if (!world.hasDriver) return { kind: 'failed', why: 'the socket is gone' };
  world.share = action.greenShare;
  return trouble === 'half-shift' ? { kind: 'failed', why: 'the socket went away' } : succeeded;
};

/** One turn of the loop: what is saved, a look, then the action unless the look has changed it. */
const turn = (saved: RolloutState, world: World, trouble: Trouble | null): RolloutState => {
  const looked = next(saved, look(world), steps);
  if (trouble === 'stop') return next(looked, { kind: 'stop', why: 'stopped' }, steps);
  return looked.phase === saved.phase && looked.step === saved.step ? next(looked, act(looked, world, trouble), steps) : looked;
};

const calm = (state: RolloutState, world: World): RolloutState => {
  let now = state;
  for (let turns = 0; turns < 40 && !isEnded(now) && now.phase !== 'failed'; turns++) now = turn(now, world, null);
  return now;
};

describe('whatever happens', () => {
  const story = fc.array(fc.option(fc.constantFrom(...troubles), { freq: 2 }), { maxLength: 60 });

  it('no traffic is given to a side that is cold or dead, and in the end it is on one that is neither', () => {
    fc.assert(
      fc.property(story, (events) => {
        const world: World = { blue: true, green: 'cold', hasDriver: true, share: 0 };
        let state = begun;
        for (const event of events) {
          // What dies later is no longer a rollout's to see.
          if (isEnded(state)) break;
          // What was saved before the action is what a killed rollout knows; green may be started anew while nobody looks.
          if (event === 'kill') {
            if (world.green === 'warm') world.green = 'cold';
            state = resumed(state);
            continue;
          }
          if (event !== null) strike(world, event);
          state = turn(state, world, event);
        }
        Object.assign(world, { blue: true, hasDriver: true });
        state = calm(state, world);
        if (state.phase === 'failed') state = calm(undone(state), world);
        expect(isEnded(state)).toBe(true);
        expect(state.phase).toBe(world.share === 0 ? 'rolled-back' : 'done');
        if (world.share > 0) expect([world.share, world.green]).toEqual([1, 'warm']);
      }),
      { numRuns: 3000 },
    );
  });
});
