import { describe, expect, it } from 'vitest';
import { warmMetrics } from '../../src/cli/warm/metrics.js';
import { after, notYet, type WarmEvent } from '../../src/warm/readiness.js';
import type { ShapeResult } from '../../src/warm/result.js';
import { hasOpenmetricsParser, hasPromtool, parsedOpenmetrics, promtool } from '../report/metrics/readers.js';

const result: ShapeResult = {
  shape: { sequence: 128 },
  state: 'warm',
  runs: 6,
  firstSeconds: 3.5,
  steadySeconds: 0.5,
  firstTokenSeconds: 3.25,
  steadyTokenSeconds: 0.25,
  concurrency: { state: 'same', why: null },
  why: null,
};
const events: readonly WarmEvent[] = [
  { kind: 'memory', memory: { usedBytes: 700, limitBytes: 1000 } },
  { kind: 'memory', memory: { usedBytes: 600, limitBytes: 1000 } },
  { kind: 'shape', index: 0, result },
  { kind: 'ended', verdict: 'warm' },
];
const planned = ['sequence 128'];
const warm = events.reduce(after, notYet(planned));

describe('the metrics of a probe', () => {
  it('say whether it is ready, and what each shape took', () => {
    const text = warmMetrics(warm, 'prometheus');
    for (const line of [
      'coldcase_warm_ready 1',
      'coldcase_warm_phase{phase="ended"} 1',
      'coldcase_warm_memory_peak_bytes 700',
      'coldcase_warm_memory_limit_bytes 1000',
      'coldcase_warm_shape_warm{shape="sequence 128"} 1',
      'coldcase_warm_first_seconds{shape="sequence 128"} 3.5',
      'coldcase_warm_saved_seconds{shape="sequence 128"} 3',
      'coldcase_warm_steady_token_seconds{shape="sequence 128"} 0.25',
    ])
      expect(text).toContain(`\n${line}\n`);
  });

  it('have no sample of a shape that has not run', () => {
    const text = warmMetrics(notYet(planned), 'prometheus');
    expect(text).toContain('coldcase_warm_ready 0\n');
    expect(text).not.toContain('sequence 128');
  });

  it.skipIf(!hasPromtool)('pass promtool (skipped without it: apt-get install prometheus)', () => {
    expect(promtool(warmMetrics(warm, 'prometheus'))).toBe('');
  });

  it.skipIf(!hasOpenmetricsParser)('are read by the parser of OpenMetrics (skipped without it: apt-get install python3-prometheus-client)', () => {
    expect(JSON.stringify(parsedOpenmetrics(warmMetrics(warm, 'openmetrics')))).toContain('coldcase_warm_ready');
  });
});
