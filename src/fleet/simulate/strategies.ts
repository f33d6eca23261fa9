import type { Scaler, Strategy } from './scenario.js';

const mostReplicas = (scaler: Scaler): number =>
  scaler.kind === 'steps' ? scaler.steps.reduce((most, { replicas }) => Math.max(most, replicas), scaler.initial) : scaler.max;

const atLeast = (scaler: Scaler, replicas: number): Scaler => {
  if (scaler.kind === 'steps')
    return {
      ...scaler,
      initial: Math.max(scaler.initial, replicas),
      steps: scaler.steps.map((step) => ({ ...step, replicas: Math.max(step.replicas, replicas) })),
    };
  return { ...scaler, min: Math.max(scaler.min, replicas) };
};

const initial = (scaler: Scaler): number => (scaler.kind === 'steps' ? scaler.initial : scaler.min);

/**
 * What is usually thought of, where a scenario names no strategies: as it is, the same with readiness that waits for a warmup, with fewer
 * requests queued up behind one replica, with a pool of one to as many as a scale-out asks for, and with replicas kept from the beginning.
 */
export const usualStrategies = (base: Strategy): Strategy[] => {
  const most = mostReplicas(base.scaler);
  const missing = Math.max(0, most - initial(base.scaler));
  const warm: Strategy = { ...base, name: 'ready once warm', readiness: 'warm' };
  const balanced: Strategy = { ...warm, name: 'ready once warm, least requests', balancing: 'least-requests' };
  const pools = steppedTo(missing).map((poolSize): Strategy => ({ ...balanced, name: `the same, a pool of ${poolSize}`, poolSize }));
  const kept = steppedTo(missing).map((more): Strategy => {
    const replicas = initial(base.scaler) + more;
    return { ...balanced, name: `the same, at least ${replicas} replicas`, scaler: atLeast(base.scaler, replicas) };
  });
  return [base, warm, balanced, ...pools, ...kept];
};

/** Up to six numbers from 1 to the given one, which is among them. */
const steppedTo = (most: number): number[] => {
  const count = Math.min(6, most);
  return [...new Set(Array.from({ length: count }, (_, index) => Math.round(((index + 1) * most) / count)))];
};
