import { describe, expect, it } from 'vitest';
import { fingerprintOf, memoryOf, metricsOf, versionOf } from '../../src/timeline/figures.js';
import { entriesOf, linesOf } from './entries.js';

describe('latency that a service prints', () => {
  it('is that of metrics alone: early with its window, steady without one', () => {
    const facts = { quantile: 0.95, windowSeconds: 60, earlySeconds: 2.5, steadySeconds: 0.1 };
    expect(metricsOf(entriesOf({ facts }, { isMetric: true, facts })).map(({ evidence, ...metric }) => [metric, evidence.line])).toEqual([
      [{ quantile: 0.95, seconds: 2.5, windowSeconds: 60, period: 'early' }, 2],
      [{ quantile: 0.95, seconds: 0.1, windowSeconds: null, period: 'steady' }, 2],
    ]);
  });

  it('is what a line has of it', () => {
    expect(metricsOf(entriesOf({ isMetric: true, facts: { earlySeconds: 2 } })).map(({ period, quantile }) => [period, quantile])).toEqual([['early', null]]);
    expect(metricsOf(entriesOf({ isMetric: true, facts: { steadySeconds: 2 } })).map(({ period }) => period)).toEqual(['steady']);
  });

  it('is kept a thousand times', () => {
    expect(metricsOf(entriesOf(...Array.from({ length: 1100 }, () => ({ isMetric: true, facts: { steadySeconds: 1 } }))))).toHaveLength(1000);
  });
});

describe('memory', () => {
  const told = (...facts: readonly { readonly [name: string]: number }[]) => {
    const { peakBytes, limitBytes, evidence } = memoryOf(entriesOf(...facts.map((one) => ({ facts: one }))));
    return [peakBytes, limitBytes, linesOf(evidence)];
  };

  it('is the fullest pair of a peak and its limit', () => {
    expect(
      told({ peakBytes: 5, limitBytes: 10 }, { peakBytes: 8, limitBytes: 20 }, { peakBytes: 3, limitBytes: 4 }, { peakBytes: 99 }, { limitBytes: 1 }),
    ).toEqual([3, 4, [3]]);
    expect(told({ peakBytes: 3, limitBytes: 4 }, { peakBytes: 6, limitBytes: 8 })).toEqual([3, 4, [1]]);
  });

  it('is else the highest peak beside the limit told last before it, or first after it', () => {
    expect(told({ peakBytes: 5 }, { peakBytes: 8 }, { peakBytes: 7 }, { limitBytes: 20 }, { limitBytes: 30 })).toEqual([8, 20, [2, 4]]);
    expect(told({ limitBytes: 20 }, { peakBytes: 5 }, { limitBytes: 30 }, { peakBytes: 8 }, { limitBytes: 40 })).toEqual([8, 30, [4, 3]]);
    expect(told({ peakBytes: 8 }, { peakBytes: 8 })).toEqual([8, null, [1]]);
    expect(told({ limitBytes: 20 })).toEqual([null, 20, [1]]);
    expect(told()).toEqual([null, null, []]);
  });

  it('has no limit of zero: that is how some say that there is none', () => {
    expect(told({ peakBytes: 5, limitBytes: 0 }, { limitBytes: 0 })).toEqual([5, null, [1]]);
  });
});

describe('the fingerprint', () => {
  it('is told first by what serves, then by what came first', () => {
    const entries = entriesOf(
      { runtime: 'torch', facts: { model: 'from torch', gpu: 'A' } },
      { runtime: 'vllm', facts: { model: 'from vllm', dtype: 'fp16' } },
      { runtime: 'vllm', facts: { model: 'later', gpu: 'B' } },
      { runtime: 'other', facts: { dtype: 'other', image: 'i', quantization: 'q', parallelism: 2, seconds: 3 } },
    );
    expect(fingerprintOf(entries, ['vllm', 'torch'])).toEqual({ model: 'from vllm', gpu: 'B', dtype: 'fp16', image: 'i', quantization: 'q', parallelism: '2' });
  });

  it('says of the compile cache that it was cold where it once was, else that it was hit', () => {
    const hit = { events: ['compile-cache-hit'] };
    const cold = { events: ['compile-cache-cold'] };
    expect(fingerprintOf(entriesOf(hit), [])).toEqual({ cache: 'compile cache hit' });
    expect(fingerprintOf(entriesOf(hit, cold, hit), [])).toEqual({ cache: 'compile cache cold' });
    expect(fingerprintOf(entriesOf({ events: ['model-load'] }), [])).toEqual({});
  });

  it('has the version that the serving runtime states first', () => {
    const entries = entriesOf(
      { runtime: 'torch', facts: { version: '2.1' } },
      { runtime: 'vllm' },
      { runtime: 'vllm', facts: { version: 8 } },
      { runtime: 'vllm', facts: { version: 9 } },
    );
    expect([versionOf(entries, 'vllm'), versionOf(entries, 'tgi')]).toEqual(['8', null]);
  });
});

describe('parts of a device’s memory are summed up', () => {
  const mib = 1024 ** 2;
  const memory = (...facts: readonly { readonly [name: string]: number | string }[]) => {
    const { peakBytes, limitBytes, evidence } = memoryOf(entriesOf(...facts.map((one) => ({ facts: one }))));
    return { peakBytes, limitBytes, evidence: evidence.map(({ line }) => line) };
  };

  it('against what it had free when loading began, the fullest device first', () => {
    expect(
      memory(
        { pool: 'CUDA0', freeBytes: 1_000 * mib },
        { pool: 'CUDA1', freeBytes: 1_000 * mib },
        { pool: 'CUDA0', partBytes: 300 * mib },
        { pool: 'CUDA1', partBytes: 700 * mib },
        { pool: 'CUDA1', partBytes: 150 * mib },
      ),
    ).toMatchObject({ peakBytes: 850 * mib, limitBytes: 1_000 * mib });
  });

  it('anew where the free memory is told anew, and not past it', () => {
    expect(
      memory(
        { pool: 'CUDA0', freeBytes: 1_000 * mib },
        { pool: 'CUDA0', partBytes: 500 * mib },
        { pool: 'CUDA0', freeBytes: 1_000 * mib },
        { pool: 'CUDA0', partBytes: 400 * mib },
        { pool: 'CUDA0', partBytes: 900 * mib },
      ),
    ).toMatchObject({ peakBytes: 500 * mib, limitBytes: 1_000 * mib });
  });

  it('not where a peak is stated, nor where no free memory is', () => {
    expect(
      memory({ pool: 'CUDA0', freeBytes: 1_000 * mib }, { pool: 'CUDA0', partBytes: 900 * mib }, { peakBytes: 100 * mib, limitBytes: 1_000 * mib }),
    ).toMatchObject({
      peakBytes: 100 * mib,
    });
    expect(memory({ pool: 'CUDA0', partBytes: 900 * mib })).toMatchObject({ peakBytes: null, limitBytes: null });
  });
});
