import { describe, expect, it } from 'vitest';
import { loadPlan } from '../../src/warm/plan/load.js';
import type { Outcome, Target } from '../../src/warm/target/target.js';
import { warmUp } from '../../src/warm/warm.js';
import { answered } from './scripted-target.js';

const plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }, { batch: 8 }]\nsteady: { most: 8 }\n');

const warmedWith = (run: (batch: number, last: number) => Outcome) => {
  let last = 0;
  const target: Target = {
    isAlive: async () => true,
    run: async ({ batch = 0 }) => {
      const outcome = run(batch, last);
      last = batch;
      return outcome;
    },
  };
  const never = new AbortController().signal;
  return warmUp(plan, {
    target,
    clock: () => 0,
    sleep: async () => {},
    signal: never,
    isInterrupted: () => false,
    concurrency: 1,
    readMemory: async () => null,
    hasLoad: true,
    tell: () => {},
  });
};

describe('all shapes in turn', () => {
  it('are as fast as alone where the service keeps them all warm', async () => {
    const { verdict, shapes } = await warmedWith((batch) => answered(batch));
    expect([verdict, shapes.map(({ mixed }) => mixed)]).toEqual([
      'warm',
      [
        { state: 'steady', seconds: 1, why: null },
        { state: 'steady', seconds: 8, why: null },
      ],
    ]);
  });

  it('find a service that keeps only its last shape warm', async () => {
    const { verdict, shapes } = await warmedWith((batch, last) => answered(batch === last ? 1 : 5));
    expect([verdict, shapes[0]?.mixed]).toEqual(['cold', { state: 'slower', seconds: 5, why: 'takes 5 s among the other shapes and 1 s alone' }]);
  });

  it('find a service that fails among other shapes', async () => {
    const { verdict, shapes } = await warmedWith((batch, last) => (batch === 1 && last === 8 ? { kind: 'failed', why: 'out of memory' } : answered(1)));
    expect([verdict, shapes[0]?.mixed?.why, shapes[1]?.mixed?.state]).toEqual(['cold', 'failed among the other shapes: out of memory', 'steady']);
  });
});
