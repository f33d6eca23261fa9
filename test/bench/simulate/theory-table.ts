import { run } from '../../../src/fleet/simulate/run.js';
import type { Scatter, Scenario } from '../../../src/fleet/simulate/scenario.js';
import { workloadOf } from '../../../src/fleet/simulate/workload.js';
import { medianInterval } from '../../../src/statistics/median-interval.js';
import { meanTimeMg1, meanTimeMmc } from '../../fleet/simulate/queueing-theory.js';
import { scenario, strategy } from '../../fleet/simulate/scenarios.js';

const replications = 25;
const requests = 100_000;

type Case = { readonly name: string; readonly perSecond: number; readonly servers: number; readonly scatter: Scatter; readonly truth: number };

const exponential: Scatter = { kind: 'exponential' };

const cases: readonly Case[] = [
  ...[0.5, 0.8, 0.95].flatMap((use) =>
    [1, 4, 16].map((servers): Case => {
      const perSecond = use * servers * 10;
      return { name: `M/M/${servers}, ${use * 100} % busy`, perSecond, servers, scatter: exponential, truth: meanTimeMmc(perSecond, 10, servers) };
    }),
  ),
  ...[0, 0.5, 1.5].map((variation): Case => {
    const scatter: Scatter = variation === 0 ? { kind: 'fixed' } : { kind: 'lognormal', variation };
    return { name: `M/G/1, 80 % busy, variation ${variation}`, perSecond: 8, servers: 1, scatter, truth: meanTimeMg1(8, 0.1, variation) };
  }),
];

const queue = ({ perSecond, servers, scatter }: Case): Scenario =>
  scenario({
    durationSeconds: requests / perSecond,
    arrivals: { kind: 'constant', perSecond },
    service: { concurrency: servers, queue: 1e9, timeoutSeconds: null, scatter, shapes: [{ name: 'all', share: 1, steadySeconds: 0.1, firstSeconds: 0.1 }] },
  });

/** Mean times of queues beside what their formulas say. */
export const theoryTable = (): string[] => {
  const rows = cases.map((one) => {
    const of = queue(one);
    const means = Array.from({ length: replications }, (_, replication) => {
      const { latencies } = run(of, strategy(), workloadOf(of, 1, replication));
      return latencies.reduce((sum, seconds) => sum + seconds, 0) / latencies.length;
    });
    const { estimate, low, high } = medianInterval(means);
    const ms = (seconds: number): string => (seconds * 1000).toFixed(1);
    return `| ${one.name} | ${ms(one.truth)} | ${ms(estimate)} | ${ms(low)} to ${ms(high)} | ${low <= one.truth && one.truth <= high ? 'yes' : 'no'} |`;
  });
  return ['| queue | formula, ms | forecast, ms | 95 % interval | holds it |', '| --- | --- | --- | --- | --- |', ...rows];
};
