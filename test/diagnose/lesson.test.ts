import { describe, expect, it } from 'vitest';
import type { Boot } from '../../src/model/boot.js';
import { boot, diagnosed, event, line, span } from './boot.js';

/** What the lesson's log says: four durations, a shape, a latency. */
function lesson(given: Partial<Boot> = {}): Boot {
  return boot({
    spans: [
      span('weights-load', 1.8, { evidence: [line(1)], events: ['model-load'] }),
      span('tokenizer', 0.7, { evidence: [line(2)], events: ['tokenizer-load'] }),
      span('device-init', 2.3, { scope: 'request', evidence: [line(3)], events: ['device-init'] }),
      span('compile', 1.2, { scope: 'request', evidence: [line(4)], events: ['compile'] }),
    ],
    hasBeginning: false,
    shapes: [
      { shape: { sequence: 512 }, role: 'requested', evidence: line(5) },
      { shape: { sequence: 128 }, role: 'typical', evidence: line(5) },
    ],
    metrics: [
      { quantile: 0.95, seconds: 1.45, windowSeconds: 300, period: 'early', evidence: line(6) },
      { quantile: null, seconds: 0.12, windowSeconds: null, period: 'steady', evidence: line(6) },
    ],
    steadySeconds: 0.12,
    firstRequestAtLeastSeconds: 3.5,
    attributedSeconds: { startup: 2.5, firstRequest: 3.5 },
    ...given,
  });
}

describe("the lesson's boot", () => {
  it('has five causes and no sixth', () => {
    expect(
      diagnosed(lesson())
        .causes.map((cause) => cause.id)
        .sort(),
    ).toEqual(['cold-tail-latency', 'compile-in-request', 'device-init-in-request', 'shape-not-warmed', 'tokenizer-load-slow']);
  });

  it('gives each cause its seconds and the line that shows it', () => {
    const found = new Map(diagnosed(lesson()).causes.map((cause) => [cause.id, cause]));
    expect(found.get('device-init-in-request')).toMatchObject({ seconds: 2.3, scope: 'request', evidence: [line(3)], confidence: 'certain' });
    expect(found.get('compile-in-request')).toMatchObject({ seconds: 1.2, evidence: [line(4)] });
    expect(found.get('tokenizer-load-slow')).toMatchObject({ seconds: 0.7, scope: 'startup', evidence: [line(2)] });
    expect(found.get('shape-not-warmed')?.because).toBe('A request had a shape that was not warmed: sequence 512, typical 128.');
    expect(found.get('cold-tail-latency')?.because).toBe('p95 just after the start was 1.45 s, the steady figure is 120 ms: 12.1 times as much.');
    expect(found.get('cold-tail-latency')?.becauseOf).toEqual(['device-init-in-request', 'compile-in-request', 'shape-not-warmed']);
  });

  it('advises the warmup that prevents them', () => {
    expect(diagnosed(lesson()).warmup).toEqual({
      steps: [
        'Create the device context and its library handles',
        'Load the tokenizer and run it once',
        'Run a forward pass for sequence lengths 128 and 512',
        'Report ready only then',
      ],
      sequences: [128, 512],
      batches: [],
    });
  });

  it('is cold, and says what the requests waited for', () => {
    expect(diagnosed(lesson())).toMatchObject({
      verdict: 'cold',
      reason: 'Requests paid for the start: they waited for initialising the device (2.3 s) and compiling (1.2 s).',
      firstRequestSeconds: null,
      loading: { strategy: 'balanced', fits: false },
    });
  });

  it('is warm and gets no advice once it is warmed', () => {
    const warmed = boot({
      spans: [
        span('weights-load', 1.8),
        span('tokenizer', 0.09),
        span('device-init', 2.3, { events: ['device-init'] }),
        span('compile', 1.2, { events: ['compile'] }),
        span('warmup', 0.4, { events: ['warmup'] }),
      ],
      hasBeginning: false,
      shapes: [
        { shape: { sequence: 128 }, role: 'warmed', evidence: line(5) },
        { shape: { sequence: 512 }, role: 'warmed', evidence: line(5) },
        { shape: { sequence: 512 }, role: 'requested', evidence: line(6) },
        { shape: { sequence: 128 }, role: 'typical', evidence: line(6) },
      ],
      events: [event('shape-not-warmed', { scope: 'request', facts: { sequence: 512, typicalSequence: 128 } })],
      metrics: [
        { quantile: 0.95, seconds: 0.128, windowSeconds: 300, period: 'early', evidence: line(7) },
        { quantile: null, seconds: 0.12, windowSeconds: null, period: 'steady', evidence: line(7) },
      ],
      steadySeconds: 0.12,
    });
    const report = diagnosed(warmed);
    expect(report.causes).toEqual([]);
    expect(report.verdict).toBe('warm');
    expect(report.warmup).toBeNull();
  });

  it('does not judge latency without a metrics line, and says what is missing', () => {
    const report = diagnosed(lesson({ metrics: [], steadySeconds: null }));
    expect(report.causes.map((cause) => cause.id)).not.toContain('cold-tail-latency');
    expect(report.unevaluated.find((one) => one.cause === 'cold-tail-latency')).toMatchObject({
      missing: 'no line states how long a request took, nor a latency early and later',
    });
  });
});
