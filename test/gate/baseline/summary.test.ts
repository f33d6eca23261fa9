import { describe, expect, it } from 'vitest';
import type { BaselineRun } from '../../../src/gate/baseline/baseline.js';
import { summaryOf } from '../../../src/gate/baseline/summary.js';

const run = (day: number, runtime: string, ...boots: BaselineRun['boots']): BaselineRun => ({
  id: `${day}`,
  recorded: `2026-11-0${day}T12:00:00Z`,
  fingerprint: { runtime },
  boots,
});

describe('the summary of a baseline', () => {
  const [first, second, ...others] = summaryOf({
    schemaVersion: 1,
    runs: [
      run(1, 'vllm', { timeToReady: 10, 'phases.compile': 3 }, { timeToReady: 30 }, { timeToReady: 11 }),
      run(2, 'tgi', { firstRequest: 0 }),
      run(3, 'vllm', { timeToReady: 21, 'phases.compile': 2 }),
      run(4, 'vllm', { firstToken: 1 }),
    ],
  });

  it('is by kind of start, in the order of their first runs', () => {
    expect([first, second].map((kind) => [kind?.fingerprint, kind?.runs, kind?.first, kind?.last])).toEqual([
      [{ runtime: 'vllm' }, 3, '2026-11-01T12:00:00Z', '2026-11-04T12:00:00Z'],
      [{ runtime: 'tgi' }, 1, '2026-11-02T12:00:00Z', '2026-11-02T12:00:00Z'],
    ]);
    expect(others).toEqual([]);
  });

  it('has a run of several boots count by their median, and once', () => {
    expect(first?.figures.find(({ id }) => id === 'timeToReady')).toMatchObject({ unit: 'seconds', count: 2, median: 16, low: 11, high: 21 });
  });

  it('counts a phase that a known start did not have as no time', () => {
    expect(first?.figures.find(({ id }) => id === 'phases.compile')).toMatchObject({ count: 2, median: 1, low: 0, high: 2 });
  });

  it('leaves out what no run took time for', () => {
    expect(second?.figures).toEqual([]);
    expect(first?.figures.map(({ id }) => id)).not.toContain('phases.warmup');
  });

  it('is of nothing where there is no run', () => {
    expect(summaryOf({ schemaVersion: 1, runs: [] })).toEqual([]);
  });
});
