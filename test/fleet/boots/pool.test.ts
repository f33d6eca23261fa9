import { describe, expect, it } from 'vitest';
import { workThrough } from '../../../src/fleet/boots/pool.js';

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a pool', () => {
  it('gives results in the order of the jobs, whoever was faster', async () => {
    const work = async (job: number): Promise<number> => {
      await later(job % 3);
      return job * 2;
    };
    const hire = () => ({ work, dismiss: () => {} });
    const jobs = Array.from({ length: 20 }, (_, job) => job);
    expect(await workThrough(jobs, { count: 4, hire, onDeath: () => -1 })).toEqual(jobs.map((job) => job * 2));
  });

  it('names the job that its hand died of, hires another one and goes on', async () => {
    let hired = 0;
    const hire = () => {
      hired++;
      return { work: async (job: number): Promise<number | string> => (job === 3 ? Promise.reject(new Error('out of memory')) : job), dismiss: () => {} };
    };
    const results = await workThrough([1, 2, 3, 4], { count: 1, hire, onDeath: (job, error) => `${job}: ${(error as Error).message}` });
    expect(results).toEqual([1, 2, '3: out of memory', 4]);
    expect(hired).toBe(2);
  });

  it('ends with what is done where it is interrupted', async () => {
    const controller = new AbortController();
    const work = async (job: number): Promise<number> => {
      if (job === 1) controller.abort();
      return job;
    };
    const hire = () => ({ work, dismiss: () => {} });
    expect(await workThrough([0, 1, 2, 3], { count: 1, hire, onDeath: () => -1, signal: controller.signal })).toEqual([0, 1]);
  });
});
