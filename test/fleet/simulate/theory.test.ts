import { describe, expect, it } from 'vitest';
import { run } from '../../../src/fleet/simulate/run.js';
import type { Scatter, Scenario } from '../../../src/fleet/simulate/scenario.js';
import { workloadOf } from '../../../src/fleet/simulate/workload.js';
import { medianInterval } from '../../../src/statistics/median-interval.js';
import { meanTimeMg1, meanTimeMmc } from './queueing-theory.js';
import { scenario, strategy } from './scenarios.js';

/** The mean times of long replications: their medians' interval has to hold the formula. */
const meanTimes = (of: Scenario): number[] =>
  Array.from({ length: 15 }, (_, replication) => {
    const workload = workloadOf(of, 11, replication);
    const { latencies } = run(of, strategy(), workload);
    return latencies.reduce((sum, seconds) => sum + seconds, 0) / latencies.length;
  });

const queue = (perSecond: number, concurrency: number, scatter: Scatter): Scenario =>
  scenario({
    durationSeconds: 40_000 / perSecond,
    arrivals: { kind: 'constant', perSecond },
    service: { concurrency, queue: 1e9, timeoutSeconds: null, scatter, shapes: [{ name: 'all', share: 1, steadySeconds: 0.1, firstSeconds: 0.1 }] },
  });

const holds = (values: readonly number[], truth: number): void => {
  const { low, high } = medianInterval(values, 0.99);
  expect(low).toBeLessThanOrEqual(truth);
  expect(high).toBeGreaterThanOrEqual(truth);
};

describe('queues that have a formula', () => {
  it.each([
    [1, 5],
    [1, 8],
    [4, 30],
    [16, 144],
  ])('M/M/%i at %i requests a second takes as long as Erlang says', (servers, perSecond) => {
    holds(meanTimes(queue(perSecond, servers, { kind: 'exponential' })), meanTimeMmc(perSecond, 10, servers));
  });

  it.each([
    ['fixed times', { kind: 'fixed' } as const, 0],
    ['times that scatter by half', { kind: 'lognormal', variation: 0.5 } as const, 0.5],
    ['times that scatter widely', { kind: 'lognormal', variation: 1.5 } as const, 1.5],
  ])('M/G/1 with %s takes as long as Pollaczek and Khinchine say', (_, scatter, variation) => {
    holds(meanTimes(queue(6, 1, scatter)), meanTimeMg1(6, 0.1, variation));
  });
});

describe('the limits', () => {
  it('without load a request takes what it takes', () => {
    const idle = scenario({ arrivals: { kind: 'constant', perSecond: 0.05 }, durationSeconds: 10_000 });
    const { latencies } = run(idle, strategy(), workloadOf(idle, 1, 0));
    expect(latencies.length).toBeGreaterThan(300);
    expect([...latencies].filter((seconds) => seconds > 0.0501).length).toBeLessThan(latencies.length * 0.02);
  });

  it('in overload the queue grows by what arrives over what is served', () => {
    const over = scenario({ arrivals: { kind: 'constant', perSecond: 40 }, durationSeconds: 500 });
    const workload = workloadOf(over, 1, 0);
    const { latencies } = run(over, strategy(), workload);
    // 40 arrive and 20 are served in a second: whoever comes after t seconds waits for t more.
    const last = latencies.at(-1) ?? 0;
    expect(last).toBeGreaterThan(450);
    expect(last).toBeLessThan(550);
  });

  it('a bounded queue loses what does not fit, and no more', () => {
    const bounded = scenario({ arrivals: { kind: 'constant', perSecond: 40 }, durationSeconds: 500, service: { ...scenario().service, queue: 10 } });
    const { latencies } = run(bounded, strategy(), workloadOf(bounded, 1, 0));
    const lost = latencies.filter((seconds) => seconds === Number.POSITIVE_INFINITY).length;
    expect(lost / latencies.length).toBeGreaterThan(0.47);
    expect(lost / latencies.length).toBeLessThan(0.53);
    expect(Math.max(...latencies.filter(Number.isFinite))).toBeLessThanOrEqual(11 * 0.05 + 1e-9);
  });
});
