import { counted, durationWords, listWords, shareWords } from '../../diagnose/words.js';
import type { Scaler, Strategy } from './scenario.js';

const scalerWords = (scaler: Scaler): string => {
  switch (scaler.kind) {
    case 'steps':
      return [
        `${counted(scaler.initial, 'replica')} at first`,
        ...scaler.steps.map((step) => `${step.replicas} from ${durationWords(step.atSeconds)} on`),
      ].join(', ');
    case 'hpa':
      return `${scaler.min} to ${counted(scaler.max, 'replica')} by use, ${shareWords(scaler.target)} wanted`;
    case 'keda':
      return `${scaler.min} to ${counted(scaler.max, 'replica')} by requests inside, ${scaler.target} a replica wanted`;
    case 'concurrency':
      return `${scaler.min} to ${counted(scaler.max, 'replica')} by concurrency, ${shareWords(scaler.target)} wanted`;
  }
};

/** A strategy in words: replicas, what makes them ready, the pool, the balancing. */
export const describeStrategy = (strategy: Strategy): string => {
  const warmed = strategy.warmShapes.length === 0 ? 'cold work done' : `${listWords(strategy.warmShapes)} warmed`;
  const ready = strategy.readiness === 'warm' ? `ready once warm (${warmed})` : 'ready once it listens';
  const pool = strategy.poolSize === 0 ? 'no pool' : `${strategy.poolSize} in the pool`;
  return `${scalerWords(strategy.scaler)}; ${ready}; ${pool}; ${strategy.balancing === 'round-robin' ? 'round robin' : 'least requests'}`;
};
