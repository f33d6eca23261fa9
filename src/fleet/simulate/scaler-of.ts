import { quantityIfGiven } from '../../gate/policy/quantity.js';
import type { Scaler } from './scenario.js';
import type { ScenarioFile } from './schema.js';

/** The autoscaler that a scenario file asks for, with the usual times of Kubernetes, KEDA and Knative where it names none. */
export const scalerOf = (given: ScenarioFile['replicas']): Scaler => {
  if ('steps' in given) {
    const steps = (given.steps.changes ?? []).map(({ at, replicas }) => ({ atSeconds: quantityIfGiven(at, 'seconds') ?? 0, replicas }));
    return { kind: 'steps', initial: given.steps.initial, steps: steps.sort((left, right) => left.atSeconds - right.atSeconds) };
  }
  if ('hpa' in given) {
    const { min, max, target, every, downAfter } = given.hpa;
    const usual = { everySeconds: quantityIfGiven(every, 'seconds') ?? 15, downAfterSeconds: quantityIfGiven(downAfter, 'seconds') ?? 300 };
    return { kind: 'hpa', min, max, target: quantityIfGiven(target, 'share') ?? 0, ...usual };
  }
  if ('keda' in given) {
    const { min, max, target, every, downAfter } = given.keda;
    return {
      kind: 'keda',
      min,
      max,
      target,
      everySeconds: quantityIfGiven(every, 'seconds') ?? 30,
      downAfterSeconds: quantityIfGiven(downAfter, 'seconds') ?? 300,
    };
  }
  const { min, max, target, every, window, panic } = given.concurrency;
  return {
    kind: 'concurrency',
    min,
    max,
    target: quantityIfGiven(target, 'share') ?? 0,
    everySeconds: quantityIfGiven(every, 'seconds') ?? 2,
    windowSeconds: quantityIfGiven(window, 'seconds') ?? 60,
    panicSeconds: quantityIfGiven(panic, 'seconds') ?? 6,
  };
};
