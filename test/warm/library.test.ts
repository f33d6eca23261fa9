import { describe, expect, it } from 'vitest';
import { type Plan, UserError, warm } from '../../src/warm/library.js';
import { loadPlan } from '../../src/warm/plan/load.js';

const plan: Plan = loadPlan('plan.yaml', 'version: 1\nshapes: [{ batch: 1 }, { batch: 8 }]\nsteady: { within: 99% }\n');

describe('warm, of the library', () => {
  it('runs a function for each shape until it is steady', async () => {
    const batches: (number | undefined)[] = [];
    const { verdict, shapes } = await warm(plan, async ({ batch }) => batches.push(batch));
    expect([verdict, shapes.map(({ state }) => state)]).toEqual(['warm', ['warm', 'warm']]);
    expect(batches.filter((batch) => batch === 8)).toHaveLength(shapes[1]?.runs ?? 0);
  });

  it('says why a shape failed, and goes on', async () => {
    const { verdict, shapes } = await warm(plan, ({ batch }) => {
      if (batch === 1) throw new RangeError('no such batch');
    });
    expect([verdict, shapes.map(({ state, why }) => [state, why])]).toEqual([
      'cold',
      [
        ['failed', 'no such batch'],
        ['warm', null],
      ],
    ]);
  });

  it('finds a function that mixes up what runs at once', async () => {
    let last = 0;
    const mixedUp = async (_: unknown, variant: number): Promise<number> => {
      last = variant;
      await null;
      return last;
    };
    expect((await warm(plan, mixedUp, { concurrency: 2 })).shapes[0]?.concurrency?.state).toBe('differs');
  });

  it('ends after the pass in which it is told to', async () => {
    const controller = new AbortController();
    const { verdict, shapes } = await warm(plan, () => controller.abort('enough'), { signal: controller.signal });
    expect([verdict, shapes.map(({ runs, why }) => [runs, why])]).toEqual([
      'interrupted',
      [
        [1, 'enough'],
        [0, 'enough'],
      ],
    ]);
  });

  it('throws for a file that is not there', async () => {
    await expect(warm('nowhere.yaml', () => {})).rejects.toThrow(UserError);
  });
});
