import { spawnSync } from 'node:child_process';
import { figuresOf } from '../../../src/fleet/simulate/figures.js';
import { forecast } from '../../../src/fleet/simulate/forecast.js';
import type { Scenario, Strategy } from '../../../src/fleet/simulate/scenario.js';
import { workloadOf } from '../../../src/fleet/simulate/workload.js';
import { median } from '../../../src/statistics/quantile.js';
import { realRun } from './real-run.js';

export const hasHaproxy = spawnSync('haproxy', ['-v'], { stdio: 'ignore' }).status === 0;

const scale = [{ atSeconds: 12 }, { atSeconds: 18 }, { atSeconds: 24 }];
const runs = 5;

const strategy: Strategy = {
  name: 'one to four',
  readiness: 'listening',
  warmShapes: [],
  balancing: 'round-robin',
  poolSize: 0,
  poolAttachSeconds: 0,
  scaler: { kind: 'steps', initial: 1, steps: scale.map(({ atSeconds }, place) => ({ atSeconds, replicas: place + 2 })) },
};

const scenario: Scenario = {
  durationSeconds: 48,
  windowSeconds: 6,
  objective: { quantile: 0.95, seconds: 0.4, met: 0.99 },
  arrivals: { kind: 'step', from: 12, to: 30, atSeconds: 12 },
  service: {
    concurrency: 3,
    queue: 10_000,
    timeoutSeconds: null,
    scatter: { kind: 'lognormal', variation: 0.3 },
    shapes: [{ name: 'all', share: 1, steadySeconds: 0.12, firstSeconds: 0.12 }],
  },
  cold: [{ cause: 'device-init-in-request', seconds: 1.5 }],
  start: { samples: [0.1], scatter: { kind: 'fixed' } },
  strategies: [strategy],
};

const milliseconds = (seconds: number | null): string => (seconds === null ? '–' : String(Math.round(seconds * 1000)));

export type RealTable = { readonly lines: readonly string[]; readonly worstError: number };

/**
 * The p95 of each window of five real runs (their median) beside the forecast, which knows the figures of the service and how long the real
 * starts took. Requests arrive at other moments in each run.
 */
export const realTable = async (onRun: (run: number) => void): Promise<RealTable> => {
  const real: ReturnType<typeof figuresOf>[] = [];
  const starts: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { arrivals } = workloadOf(scenario, 4242, run);
    const { latencies, startSeconds } = await realRun(scenario, scale, arrivals);
    real.push(figuresOf(scenario, arrivals, { latencies, replicaSeconds: 0, ready: [] }));
    starts.push(...startSeconds);
    onRun(run + 1);
  }
  const told = await forecast({ ...scenario, start: { samples: starts, scatter: { kind: 'fixed' } } }, { seed: 1, precision: 0.02, mostReplications: 200 });
  const windows = told.strategies[0]?.windows ?? [];
  const errors = windows.map(({ p95 }, place) => (p95.value ?? 0) / median(real.map((one) => one.windows[place]?.quantiles[1] ?? 0)) - 1);
  const rows = windows.map(({ startSeconds, p50, p95, requests }, place) => {
    const measured = (quantile: number): number => median(real.map((one) => one.windows[place]?.quantiles[quantile] ?? 0));
    const cells = [milliseconds(measured(0)), milliseconds(p50.value), milliseconds(measured(1)), milliseconds(p95.value)];
    return `| ${startSeconds}–${startSeconds + scenario.windowSeconds} s | ${Math.round(requests)} | ${cells.join(' | ')} | ${((errors[place] ?? 0) * 100).toFixed(0)} % |`;
  });
  const head = [
    '| window | requests | p50 measured, ms | p50 forecast, ms | p95 measured, ms | p95 forecast, ms | difference of p95 |',
    '| --- | --- | --- | --- | --- | --- | --- |',
  ];
  return { lines: [...head, ...rows], worstError: errors.reduce((worst, error) => Math.max(worst, Math.abs(error)), 0) };
};
