import { describe, expect, it } from 'vitest';
import type { LoadBounds } from '../../../src/warm/load/bounds.js';
import { figuresOf, judgeLoad, type LoadSample, lossWatch } from '../../../src/warm/load/figures.js';

const bounds: LoadBounds = { p95Seconds: 0.2, errorShare: 0.05, confidence: 0.95 };
const taking = (seconds: number, why: string | null = null): LoadSample => ({ dueSeconds: 1, endSeconds: 1 + seconds, why });
const many = (count: number, sample: LoadSample): LoadSample[] => Array.from({ length: count }, () => sample);

describe('the figures of a load', () => {
  it('count the wait from the moment a request was due', () => {
    expect(figuresOf([taking(0.5), taking(0.1), taking(0.3)])).toEqual({
      requests: 3,
      failed: 0,
      p50Seconds: 0.3,
      p95Seconds: 0.48,
      worstSeconds: 0.5,
      why: null,
    });
  });

  it('take a failed request for one that was never answered, however soon it failed', () => {
    const { failed, p50Seconds, p95Seconds, why } = figuresOf([...many(9, taking(0.1)), taking(0.001, 'refused')]);
    expect([failed, p50Seconds, p95Seconds, why]).toEqual([1, 0.1, null, 'refused']);
    expect(judgeLoad(many(100, taking(0.001, 'refused')), { ...bounds, errorShare: 0.9 })).toBe('breach');
  });

  it('pass, are broken, or are left open', () => {
    expect(judgeLoad(many(100, taking(0.1)), bounds)).toBe('pass');
    expect(judgeLoad(many(100, taking(0.3)), bounds)).toBe('breach');
    expect(judgeLoad([...many(96, taking(0.1)), ...many(4, taking(0.3))], bounds)).toBe('undecided');
    expect(judgeLoad(many(20, taking(0.1)), bounds)).toBe('undecided');
  });

  it('are lost as soon as the whole load can no longer pass', () => {
    const watch = lossWatch(100, bounds);
    expect([watch(taking(0.3)), watch(taking(0.1)), watch(taking(0.3))]).toEqual([
      null,
      null,
      { planned: 100, slow: 2, mostSlow: 1, failed: 0, mostFailed: 1 },
    ]);
    expect(judgeLoad([...many(98, taking(0.1)), ...many(2, taking(0.3))], bounds)).not.toBe('pass');
  });
});
