import { describe, expect, it } from 'vitest';
import { run } from '../../../src/fleet/simulate/run.js';
import { workloadOf } from '../../../src/fleet/simulate/workload.js';
import { scenario, strategy } from './scenarios.js';

const toThree = { kind: 'steps', initial: 1, steps: [{ atSeconds: 10, replicas: 3 }] } as const;
const cold = [
  { cause: 'device-init-in-request', seconds: 2 },
  { cause: 'compile-in-request', seconds: 1 },
];
const most = (latencies: Float64Array): number => latencies.reduce((one, other) => Math.max(one, other), 0);

describe('a scale-out', () => {
  it('gives traffic to a new replica once it has started', () => {
    const given = scenario({ cold });
    const { ready } = run(given, strategy({ scaler: toThree }), workloadOf(given, 1, 0));
    expect(ready.map(({ replicas }) => replicas)).toEqual([1, 2, 3]);
    expect(ready.at(-1)?.at).toBeCloseTo(15, 5);
  });

  it('lets the first requests of a replica that only listens pay for its cold work', () => {
    const given = scenario({ cold });
    const { latencies } = run(given, strategy({ scaler: toThree }), workloadOf(given, 1, 0));
    expect(most(latencies)).toBeGreaterThan(3);
    expect(most(latencies)).toBeLessThan(4);
  });

  it('takes longer to be ready, and no request pays, where readiness waits for the warmup', () => {
    const given = scenario({ cold });
    const { latencies, ready } = run(given, strategy({ scaler: toThree, readiness: 'warm', warmShapes: ['all'] }), workloadOf(given, 1, 0));
    expect(most(latencies)).toBeLessThan(1);
    expect(ready.at(-1)?.at).toBeCloseTo(10 + 5 + 3 + 0.05, 5);
  });

  it('takes replicas from the pool at once, and fills it again', () => {
    const given = scenario({ cold });
    const pooled = strategy({ scaler: toThree, poolSize: 2, warmShapes: ['all'] });
    const { latencies, ready, replicaSeconds } = run(given, pooled, workloadOf(given, 1, 0));
    expect(ready.at(-1)).toEqual({ at: 11, replicas: 3 });
    expect(most(latencies)).toBeLessThan(1);
    // Three from the beginning and two more from 10 s on.
    expect(replicaSeconds).toBeCloseTo(3 * 60 + 2 * 50, 5);
  });

  it('lets replicas finish their work before they go', () => {
    const given = scenario({ arrivals: { kind: 'constant', perSecond: 30 }, durationSeconds: 60 });
    const down = strategy({ scaler: { kind: 'steps', initial: 3, steps: [{ atSeconds: 30, replicas: 2 }] } });
    const { latencies, replicaSeconds } = run(given, down, workloadOf(given, 1, 0));
    expect([...latencies].every(Number.isFinite)).toBe(true);
    expect(replicaSeconds).toBeGreaterThan(3 * 30 + 2 * 30 - 1e-9);
    expect(replicaSeconds).toBeLessThan(3 * 30 + 2 * 30 + 1);
  });

  it('keeps requests for the first replica where there is none', () => {
    const given = scenario({ arrivals: { kind: 'constant', perSecond: 1 } });
    const fromNone = strategy({ scaler: { kind: 'steps', initial: 0, steps: [{ atSeconds: 0, replicas: 1 }] } });
    const { latencies } = run(given, fromNone, workloadOf(given, 1, 0));
    expect([...latencies].every(Number.isFinite)).toBe(true);
    expect(most(latencies)).toBeGreaterThan(3);
  });

  it('counts a request as lost once its caller has gone', () => {
    const given = scenario({ cold, service: { ...scenario().service, timeoutSeconds: 1 } });
    const { latencies } = run(given, strategy({ scaler: toThree }), workloadOf(given, 1, 0));
    expect([...latencies].some((seconds) => seconds === Number.POSITIVE_INFINITY)).toBe(true);
    expect(most(latencies.filter(Number.isFinite))).toBeLessThanOrEqual(1);
  });
});

describe('the first run of a shape', () => {
  it('is paid once by each replica, and by those of that shape only', () => {
    const given = scenario({
      start: { samples: [0.001], scatter: { kind: 'fixed' } },
      arrivals: { kind: 'constant', perSecond: 2 },
      service: {
        ...scenario().service,
        concurrency: 8,
        shapes: [
          { name: 'short', share: 0.5, steadySeconds: 0.05, firstSeconds: 0.05 },
          { name: 'long', share: 0.5, steadySeconds: 0.05, firstSeconds: 1.05 },
        ],
      },
    });
    const workload = workloadOf(given, 3, 0);
    const cut = { ...strategy(), scaler: { kind: 'steps', initial: 0, steps: [{ atSeconds: 0, replicas: 1 }] } } as const;
    const { latencies } = run(given, cut, workload);
    const slow = [...latencies].flatMap((seconds, request) => (seconds > 0.06 ? [request] : []));
    expect(slow.length).toBeGreaterThan(0);
    expect(slow.every((request) => workload.shapes[request] === 1)).toBe(true);
    const [first = 0] = slow;
    expect(slow.every((request) => (workload.arrivals[request] ?? 0) - (workload.arrivals[first] ?? 0) <= 1)).toBe(true);
  });
});

describe('chance', () => {
  it('is the same for each strategy, and for each run of one seed', () => {
    const given = scenario({ service: { ...scenario().service, scatter: { kind: 'lognormal', variation: 0.4 } } });
    const workload = workloadOf(given, 5, 2);
    expect(workloadOf(given, 5, 2).arrivals).toEqual(workload.arrivals);
    expect(workloadOf(given, 5, 3).arrivals).not.toEqual(workload.arrivals);
    expect(run(given, strategy(), workload).latencies).toEqual(run(given, strategy(), workload).latencies);
  });

  it('of the start times does not hang on how many requests there are', () => {
    const starts = { samples: [10, 20, 30], scatter: { kind: 'lognormal', variation: 0.2 } } as const;
    const [few, many] = [1, 50].map((perSecond) => workloadOf(scenario({ start: starts, arrivals: { kind: 'constant', perSecond } }), 7, 0));
    expect([0, 1, 2, 3].map((start) => few?.startSeconds(start))).toEqual([0, 1, 2, 3].map((start) => many?.startSeconds(start)));
  });
});
