import type { Scenario, Strategy } from '../../../src/fleet/simulate/scenario.js';

/** One replica that always listens, and nothing cold about it, unless it is said otherwise. */
export const strategy = (changes: Partial<Strategy> = {}): Strategy => ({
  name: 'plain',
  readiness: 'listening',
  warmShapes: [],
  balancing: 'least-requests',
  poolSize: 0,
  poolAttachSeconds: 1,
  scaler: { kind: 'steps', initial: 1, steps: [] },
  ...changes,
});

/** Ten requests a second of 50 ms each for a minute. */
export const scenario = (changes: Partial<Scenario> = {}): Scenario => ({
  durationSeconds: 60,
  windowSeconds: 10,
  objective: { quantile: 0.95, seconds: 0.2, met: 0.99 },
  arrivals: { kind: 'constant', perSecond: 10 },
  service: {
    concurrency: 1,
    queue: 1e6,
    timeoutSeconds: null,
    scatter: { kind: 'fixed' },
    shapes: [{ name: 'all', share: 1, steadySeconds: 0.05, firstSeconds: 0.05 }],
  },
  cold: [],
  start: { samples: [5], scatter: { kind: 'fixed' } },
  strategies: [strategy()],
  ...changes,
});
