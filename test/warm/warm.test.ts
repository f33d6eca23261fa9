import { describe, expect, it } from 'vitest';
import type { Shape } from '../../src/model/boot.js';
import { loadPlan } from '../../src/warm/plan/load.js';
import type { WarmEvent } from '../../src/warm/readiness.js';
import type { Outcome, Target } from '../../src/warm/target/target.js';
import { warmUp } from '../../src/warm/warm.js';
import { answered, scripted, settings } from './scripted-target.js';

const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ sequence: 128 }, { sequence: 512 }]\nsteady: { most: 8 }\n');

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

describe('a warmup that uses memory', () => {
  const sizes = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }, { batch: 2 }, { batch: 4 }, { batch: 64 }, { batch: 3 }]\n');

  /** A service that holds so much after a pass of a batch, and keeps it. */
  const holding = (bytesOf: (batch: number) => number, limitBytes: number) => {
    let usedBytes = 100;
    const ran: number[] = [];
    const target: Target = {
      isAlive: async () => true,
      run: async ({ batch = 0 }) => {
        usedBytes = Math.max(usedBytes, bytesOf(batch));
        ran.push(batch);
        return answered(1);
      },
    };
    return { target, ran, readMemory: async () => ({ usedBytes, limitBytes }) };
  };

  it('does not try a shape that would not fit by what smaller ones took', async () => {
    const { target, ran, readMemory } = holding((batch) => 100 + 10 * batch, 500);
    const { shapes } = await warmUp(sizes, settings(target, { readMemory }));
    expect(new Set(ran)).toEqual(new Set([1, 2, 4, 3]));
    expect(shapes.map(({ state, peakBytes }) => [state, peakBytes])).toEqual([
      ['warm', 110],
      ['warm', 120],
      ['warm', 140],
      ['not-run', undefined],
      ['warm', 140],
    ]);
    expect(shapes[3]?.why).toBe('would take about 740 bytes by what smaller shapes took, and 25 % of 500 bytes are to stay free');
  });

  it('stops a shape that crosses the bound while it runs, and goes on with smaller ones', async () => {
    const { target, ran, readMemory } = holding((batch) => (batch < 4 ? 100 : 390), 500);
    const { verdict, shapes } = await warmUp(sizes, settings(target, { readMemory }));
    expect(verdict).toBe('cold');
    expect(ran.filter((batch) => batch === 4)).toHaveLength(1);
    expect(shapes.map(({ state }) => state)).toEqual(['warm', 'warm', 'cold', 'not-run', 'not-run']);
    expect(shapes[2]?.why).toBe('stopped before it failed: memory is at 78 % of its limit and 25 % are to stay free');
  });

  it('breaks off a pass in which memory nears the bound', async () => {
    let usedBytes = 100;
    const target: Target = {
      isAlive: async () => true,
      run: (_, _variant, signal) =>
        new Promise((resolve) => {
          usedBytes = 400;
          signal.addEventListener('abort', () => resolve({ kind: 'failed', why: 'was stopped while it waited for an answer' }));
        }),
    };
    const { shapes } = await warmUp(sizes, settings(target, { readMemory: async () => ({ usedBytes, limitBytes: 500 }) }));
    expect(shapes[0]).toMatchObject({ state: 'cold', runs: 0, peakBytes: 400, why: expect.stringContaining('stopped before it failed: memory is at 80 %') });
  });
});

describe('a warmup that loads its target', () => {
  const load = { seconds: 2, device: 'cpu', attempts: [{ device: 'cpu', seconds: 2, why: null }] };

  it('loads it before the first pass, and keeps how that went', async () => {
    const order: string[] = [];
    const target: Target = {
      load: async () => {
        order.push('load');
        return { kind: 'loaded', load };
      },
      run: async () => {
        order.push('run');
        return answered(1);
      },
      isAlive: async () => true,
    };
    const events: WarmEvent[] = [];
    const result = await warmUp(plan, settings(target, { tell: (event) => events.push(event) }));
    expect([order.indexOf('load'), order.filter((one) => one === 'load').length, result.load]).toEqual([0, 1, load]);
    expect(events[0]).toEqual({ kind: 'loaded', load });
  });

  it('runs nothing where that fails, and says why', async () => {
    const target: Target = { ...scripted(answered(1)), load: async () => ({ kind: 'failed', why: 'the model cannot be loaded: no such file' }) };
    const { verdict, shapes } = await warmUp(plan, settings(target));
    expect([verdict, shapes.map(({ state, why }) => [state, why])]).toEqual([
      'cold',
      plan.shapes.map(() => ['not-run', 'the model cannot be loaded: no such file']),
    ]);
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
