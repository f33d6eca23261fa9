import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/index.js';

type Arranged = readonly [log: string, verdict: string, causes: readonly string[], boots?: number];

/** What was arranged in each captured log (fixtures/captured/README.md), and so what must come out: every cause above a note, and no other; of each boot alike. */
const arranged: { readonly [family: string]: readonly Arranged[] } = {
  gpu: [
    ['healthy', 'warm', []],
    ['context-in-request', 'cold', ['cold-tail-latency', 'device-init-in-request']],
    ['model-in-request', 'cold', ['cold-tail-latency', 'model-load-in-request']],
    ['pickled-weights', 'slow', ['weights-format-slow']],
    ['graph-capture', 'slow', ['graph-capture-slow']],
    ['out-of-memory', 'failed', ['oom-device']],
    ['fork', 'failed', ['fork-after-device-init']],
    ['compile-cold', 'slow', ['compile-at-startup', 'warmup-slow']],
    ['compile-cached', 'warm', []],
    ['compile-in-request', 'cold', ['cold-tail-latency', 'compile-in-request']],
    ['new-shape', 'cold', ['cold-tail-latency', 'compile-at-startup', 'compile-in-request']],
  ],
  'gpu-libraries': [
    ['generate-healthy', 'warm', []],
    ['generate-unwarmed', 'warm', []],
    ['generate-pipeline', 'warm', []],
    ['generate-pickled', 'warm', []],
    ['generate-lazy', 'cold', ['cold-tail-latency', 'model-load-in-request']],
    ['generate-static', 'cold', ['cold-tail-latency', 'compile-in-request']],
    ['generate-static-warmed', 'failed', ['concurrency-unsafe', 'warmup-slow']],
    ['generate-offload', 'slow', ['memory-headroom-low']],
    ['generate-out-of-memory', 'failed', ['oom-device']],
    ['generate-no-device', 'failed', ['device-unavailable']],
    ['generate-no-device-auto', 'slow', ['warmup-slow']],
    ['generate-missing-shard', 'failed', ['start-failed']],
    ['generate-cut-shard', 'failed', ['start-failed']],
    ['generate-no-network', 'failed', ['hub-online-check', 'start-failed']],
    ['scorer-warmed', 'warm', []],
    ['scorer-compile-in-request', 'cold', ['cold-tail-latency', 'compile-in-request']],
    ['scorer-new-shapes', 'cold', ['compile-in-request', 'recompile-shape-churn']],
    ['scorer-cache-cold', 'warm', []],
    ['scorer-cache-warm', 'warm', []],
    ['scorer-out-of-memory', 'failed', ['oom-device']],
    ['scorer-no-device', 'slow', ['provider-fallback']],
    ['scorer-no-device-named', 'failed', ['device-unavailable']],
    ['operators-healthy', 'warm', []],
    ['operators-extension-cold', 'slow', ['compile-at-startup']],
    ['operators-extension-cached', 'warm', []],
    ['operators-extension-in-request', 'cold', ['cold-tail-latency', 'compile-in-request']],
    ['operators-no-kernel-image', 'failed', ['compile-at-startup', 'kernel-binary-missing']],
    ['operators-device-assert', 'failed', ['start-failed']],
    ['operators-max-autotune', 'failed', ['autotune-cold']],
    ['operators-max-autotune-cached', 'failed', []],
    ['operators-max-autotune-in-request', 'cold', ['autotune-cold', 'cold-tail-latency', 'compile-in-request']],
    ['operators-triton-autotune', 'slow', ['autotune-cold']],
    ['operators-triton-autotune-in-request', 'cold', ['autotune-cold', 'cold-tail-latency']],
    ['operators-recompile-limit', 'cold', ['cold-tail-latency', 'compile-in-request', 'recompile-shape-churn']],
    ['ranks-one', 'warm', []],
    ['ranks-shared-card', 'failed', ['start-failed']],
    ['ranks-rank-missing', 'failed', ['collective-init-slow']],
    ['ranks-node-missing', 'failed', ['collective-init-slow']],
  ],
  gunicorn: [
    ['healthy', 'warm', []],
    ['preload', 'warm', []],
    ['two-workers', 'slow', ['import-slow', 'weights-format-slow', 'worker-duplicate-load']],
    ['lazy', 'cold', ['cold-tail-latency', 'model-load-in-request']],
    ['timeout-while-loading', 'failed', ['startup-timeout']],
    ['threads-before-fork', 'failed', []],
    ['import-uncached', 'slow', ['import-slow']],
    ['no-weights', 'failed', ['start-failed']],
  ],
  uvicorn: [
    ['healthy', 'warm', []],
    ['lazy', 'cold', ['cold-tail-latency', 'model-load-in-request']],
    ['trace-at-start', 'warm', []],
    ['trace-in-request', 'cold', ['cold-tail-latency', 'compile-in-request']],
    ['no-weights', 'failed', ['start-failed']],
    ['port-taken', 'failed', ['start-failed']],
    ['two-starts', 'warm', [], 2],
    ['workers', 'slow', ['worker-duplicate-load']],
    ['docker', 'warm', []],
    ['cri', 'cold', ['cold-tail-latency', 'model-load-in-request']],
    ['journald', 'warm', [], 2],
  ],
  node: [
    ['healthy', 'warm', []],
    ['session-in-request', 'cold', ['cold-tail-latency', 'device-init-in-request']],
    ['tokenizer-at-start', 'slow', ['tokenizer-load-slow']],
    ['tokenizer-in-request', 'cold', ['cold-tail-latency', 'tokenizer-in-request']],
    ['heap-limit', 'failed', ['oom-host']],
    ['no-model', 'failed', ['start-failed']],
    ['install-at-start', 'slow', ['install-at-startup']],
  ],
  process: [
    ['cold-file', 'warm', [], 2],
    ['address-space-limit', 'failed', ['oom-host']],
    ['install-at-start', 'slow', ['install-at-startup']],
  ],
};

/** Logs that are still read wrongly, and what is missing. Such a test fails as soon as the reading is right: then its line goes. */
const gaps: { readonly [log: string]: string } = {
  'gpu-libraries/scorer-new-shapes': 'one function compiled for each request is no churn yet where nothing calls it so',
};

const logs = Object.entries(arranged).flatMap(([family, rows]) => rows.map(([log, ...rest]) => [`${family}/${log}`, ...rest] as const));

async function bootsOf(log: string) {
  return (await diagnose(`fixtures/captured/${log}.log`)).boots;
}

describe('the captured logs', () => {
  for (const [log, verdict, causes, count = 1] of logs) {
    const gap = gaps[log];
    (gap === undefined ? it : it.fails)(`${log}: ${verdict}${gap === undefined ? '' : ` (not yet: ${gap})`}`, async () => {
      const found = (await bootsOf(log)).map((boot) => ({
        verdict: boot.verdict,
        causes: boot.causes.flatMap((cause) => (cause.severity === 'note' ? [] : [cause.id])).sort(),
      }));
      expect(found).toEqual(Array.from({ length: count }, () => ({ verdict, causes })));
    });
  }

  it('account for the whole start: what is explained and what is not add up to the time to ready', async () => {
    for (const [log] of logs) {
      for (const boot of await bootsOf(log)) {
        if (boot.timeToReadySeconds === null || boot.gapSeconds.startup === null) continue;
        expect(boot.attributedSeconds.startup + boot.gapSeconds.startup).toBeCloseTo(boot.timeToReadySeconds, 4);
      }
    }
  });
});
