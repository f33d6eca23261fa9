import { describe, expect, it } from 'vitest';
import { diagnose } from '../src/index.js';

/** What was arranged in each captured log (fixtures/captured/README.md), and so what must come out: every cause above a note, and no other. */
const arranged: readonly (readonly [log: string, verdict: string, causes: readonly string[]])[] = [
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
];

describe('the logs captured on a GPU', () => {
  it.each(arranged)('%s: %s', async (log, verdict, causes) => {
    const { boots } = await diagnose(`fixtures/captured/gpu/${log}.log`);
    expect(boots).toHaveLength(1);
    const found = boots[0]?.causes.filter((cause) => cause.severity !== 'note').map((cause) => cause.id) ?? [];
    expect({ verdict: boots[0]?.verdict, causes: found.sort() }).toEqual({ verdict, causes });
  });

  it('account for the whole start: what is explained and what is not add up to the time to ready', async () => {
    for (const [log] of arranged) {
      const { boots } = await diagnose(`fixtures/captured/gpu/${log}.log`);
      for (const boot of boots) {
        if (boot.timeToReadySeconds === null || boot.gapSeconds.startup === null) continue;
        expect(boot.attributedSeconds.startup + boot.gapSeconds.startup).toBeCloseTo(boot.timeToReadySeconds, 4);
      }
    }
  });
});
