import { describe, expect, it } from 'vitest';
import type { Shape } from '../../src/model/boot.js';
import { loadPlan } from '../../src/warm/plan/load.js';
import type { WarmEvent } from '../../src/warm/readiness.js';
import type { Outcome, Target } from '../../src/warm/target/target.js';
import { type WarmSettings, warmUp } from '../../src/warm/warm.js';
import { answered, scripted } from './scripted-target.js';

const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ sequence: 128 }, { sequence: 512 }]\nsteady: { most: 8 }\n');

const settings = (target: Target, more: Partial<WarmSettings> = {}): WarmSettings => ({
  target,
  clock: () => 0,
  sleep: async () => {},
  signal: new AbortController().signal,
  isInterrupted: () => false,
  concurrency: 1,
  readMemory: async () => null,
  tell: () => {},
  ...more,
});

const bySequence = (run: (sequence: number, variant: number) => Outcome): Target => ({
  run: async ({ sequence = 0 }: Shape, variant) => run(sequence, variant),
  isAlive: async () => true,
});

const unreachable: Outcome = { kind: 'unreachable', why: 'localhost:1 cannot be reached (ECONNREFUSED)' };

describe('a warmup', () => {
  it('runs each shape until it is steady, and keeps its first pass apart', async () => {
    const target = bySequence((sequence, variant) => answered(variant === 0 ? 3 : sequence / 1000));
    const { verdict, shapes } = await warmUp(plan, settings(target));
    expect(verdict).toBe('warm');
    expect(shapes.map(({ state, runs, firstSeconds, steadySeconds }) => [state, runs, firstSeconds, steadySeconds])).toEqual([
      ['warm', 6, 3, 0.128],
      ['warm', 6, 3, 0.512],
    ]);
  });

  it('says what stayed cold, and goes on with the next shape', async () => {
    const target = bySequence((sequence, variant) => answered(sequence === 128 ? 2 ** variant : 1));
    const { verdict, shapes } = await warmUp(plan, settings(target));
    expect(verdict).toBe('cold');
    expect(shapes.map(({ state, runs, why }) => [state, runs, why])).toEqual([
      ['cold', 8, 'not steady after 8 runs (2000 ms to 128000 ms after the first)'],
      ['warm', 6, null],
    ]);
  });

  it('goes on where the target does not want a shape', async () => {
    const target = bySequence((sequence) => (sequence === 128 ? { kind: 'failed', why: 'answered 400: too short' } : answered(1)));
    const { verdict, shapes } = await warmUp(plan, settings(target));
    expect([verdict, shapes.map(({ state }) => state), shapes[0]?.why]).toEqual(['cold', ['failed', 'warm'], 'answered 400: too short']);
  });

  it('waits for a target that comes up', async () => {
    const events: WarmEvent[] = [];
    const target = scripted(unreachable, { kind: 'busy', why: 'answered 503: loading' }, answered(1));
    const { verdict, shapes } = await warmUp(plan, settings(target, { tell: (event) => events.push(event) }));
    expect([verdict, shapes[0]?.runs]).toEqual(['warm', 6]);
    expect(events.filter(({ kind }) => kind === 'waiting').map((event) => ('why' in event ? event.why : ''))).toEqual([
      unreachable.why,
      'answered 503: loading',
    ]);
  });

  it('waits until the deadline and no longer', async () => {
    const controller = new AbortController();
    let sleeps = 0;
    const sleep = async (): Promise<void> => {
      sleeps++;
      if (sleeps === 3) controller.abort('the deadline of 1 s has passed');
    };
    const { verdict, shapes } = await warmUp(plan, settings(scripted(unreachable), { signal: controller.signal, sleep }));
    const why = `the deadline of 1 s has passed; ${unreachable.why}`;
    expect([verdict, shapes.map((one) => [one.state, one.why])]).toEqual([
      'cold',
      [
        ['not-run', why],
        ['not-run', why],
      ],
    ]);
  });

  it('ends where the target dies, and says of the rest why it did not run', async () => {
    const target = scripted(answered(1), answered(1), { kind: 'dropped', why: 'localhost:1 hung up without an answer (ECONNRESET)' });
    const { verdict, shapes } = await warmUp(plan, settings(target));
    expect([verdict, shapes.map(({ state, runs }) => [state, runs])]).toEqual([
      'cold',
      [
        ['failed', 2],
        ['not-run', 0],
      ],
    ]);
    expect(shapes[1]?.why).toBe('localhost:1 hung up without an answer (ECONNRESET)');
    expect(target.calls()).toBe(3);
  });

  it('keeps what was measured until it is interrupted', async () => {
    const controller = new AbortController();
    const target = bySequence((_, variant) => {
      if (variant === 2) controller.abort('stopped by SIGTERM');
      return answered(1);
    });
    const { verdict, shapes } = await warmUp(plan, settings(target, { signal: controller.signal, isInterrupted: () => controller.signal.aborted }));
    expect([verdict, shapes.map(({ state, runs, why }) => [state, runs, why])]).toEqual([
      'interrupted',
      [
        ['cold', 3, 'stopped by SIGTERM'],
        ['not-run', 0, 'stopped by SIGTERM'],
      ],
    ]);
  });
});

describe('a warmup within a memory', () => {
  it('stops before a larger shape once the headroom is used, and goes on with smaller ones', async () => {
    const sizes = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 8 }, { batch: 32 }, { batch: 1 }]\n');
    const readMemory = async () => ({ usedBytes: 80, limitBytes: 100 });
    const { verdict, shapes } = await warmUp(sizes, settings(scripted(answered(1)), { readMemory }));
    expect([verdict, shapes.map(({ shape, state }) => [shape.batch, state])]).toEqual([
      'cold',
      [
        [8, 'warm'],
        [32, 'not-run'],
        [1, 'warm'],
      ],
    ]);
    expect(shapes[1]?.why).toBe('memory is at 80 % of its limit and 25 % are to stay free, so no larger shape was run');
  });
});

describe('passes at once', () => {
  const one = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }]\n');
  const steady = Array.from({ length: 6 }, () => answered(1));
  const check = async (...later: readonly Outcome[]) => {
    const { verdict, shapes } = await warmUp(one, settings(scripted(...steady, ...later), { concurrency: 2 }));
    return [verdict, shapes[0]?.concurrency];
  };

  it('give the same answers as one by one', async () => {
    expect(await check(answered(1))).toEqual(['warm', { state: 'same', why: null }]);
  });

  it('that give other answers leave the service cold', async () => {
    const [alone, other] = [answered(1, 'own'), answered(1, "another's")];
    expect(await check(alone, alone, alone, alone, other)).toEqual(['cold', { state: 'differs', why: '1 of 2 answers at once are other than one by one' }]);
  });

  it('are not judged where the same request has other answers each time', async () => {
    const [verdict, concurrency] = await check(answered(1, 'a'), answered(1, 'b'), answered(1, 'c'));
    expect([verdict, concurrency]).toMatchObject(['warm', { state: 'varies' }]);
  });

  it('that fail leave the service cold', async () => {
    expect(await check(answered(1), answered(1), answered(1), { kind: 'failed', why: 'answered 500' })).toEqual([
      'cold',
      { state: 'failed', why: 'failed with 2 at once: answered 500' },
    ]);
  });
});
