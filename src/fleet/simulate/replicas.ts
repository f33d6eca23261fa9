import type { Seconds } from '../../model/units.js';
import { type ColdCosts, load, newReplica, type Replica, servingReplica } from './replica.js';
import { initialReplicas } from './scaler.js';
import type { Scenario, Strategy } from './scenario.js';

/** What the replicas ask of the world around them. */
export type ReplicaHooks = {
  /** Seconds that the next start takes, from asked for to listening. */
  readonly nextStart: () => Seconds;
  /** A replica will be ready (or in the pool) at that moment. */
  readonly onStarting: (replica: number, at: Seconds) => void;
};

export type Replicas = {
  readonly all: readonly Replica[];
  /** Those that get traffic, oldest first. */
  readonly ready: readonly number[];
  /** Ready and on their way to it. */
  asked(): number;
  /** Asks for so many; takes from the pool first, and lets the youngest go. */
  scale(wanted: number, at: Seconds): void;
  /** A start is over: the replica becomes ready, or stands in the pool. Gives whether it now gets traffic. */
  started(replica: number, at: Seconds): boolean;
  /** A replica without work goes, where it is to go. */
  idle(replica: number, at: Seconds): void;
  /** Seconds that all of them together have existed until then. */
  replicaSeconds(until: Seconds): Seconds;
};

/** The replicas of one run: who serves, who starts, who stands in the pool, who leaves once its work is done. */
export const createReplicas = ({ service }: Scenario, strategy: Strategy, costs: ColdCosts, hooks: ReplicaHooks): Replicas => {
  const all: Replica[] = [];
  let ready: number[] = [];
  /** Starts that are for the traffic; those for the pool are in `forPool`. */
  const starting = new Set<number>();
  const forPool = new Set<number>();
  const pool: number[] = [];

  const begin = (at: Seconds, target: Set<number>): void => {
    const place = all.length;
    // What stands in a pool is warm: that is what the pool is for.
    const isWarm = target === forPool || strategy.readiness === 'warm';
    all.push(newReplica(at, 'starting', costs, isWarm));
    target.add(place);
    hooks.onStarting(place, at + hooks.nextStart() + (isWarm ? costs.warmupSeconds : 0));
  };
  const stop = (place: number, at: Seconds): void => {
    const replica = all[place];
    if (replica === undefined) return;
    replica.state = 'gone';
    replica.goneAt = at;
  };
  const attach = (at: Seconds): boolean => {
    const place = pool.shift();
    if (place === undefined) return false;
    starting.add(place);
    hooks.onStarting(place, at + strategy.poolAttachSeconds);
    return true;
  };
  const fillPool = (at: Seconds): void => {
    while (pool.length + forPool.size < strategy.poolSize) begin(at, forPool);
  };
  const dismissYoungest = (at: Seconds): void => {
    const young = [...starting].at(-1);
    if (young !== undefined) {
      starting.delete(young);
      stop(young, at);
      return;
    }
    const place = ready.at(-1);
    const replica = place === undefined ? undefined : all[place];
    if (place === undefined || replica === undefined) return;
    ready = ready.slice(0, -1);
    replica.state = 'draining';
    if (load(replica) === 0) stop(place, at);
  };

  for (let count = initialReplicas(strategy.scaler); count > 0; count--) ready.push(all.push(servingReplica(service.shapes.length)) - 1);
  for (let count = strategy.poolSize; count > 0; count--) pool.push(all.push(newReplica(0, 'pooled', costs, true)) - 1);

  return {
    all,
    get ready() {
      return ready;
    },
    asked: () => ready.length + starting.size,
    scale(wanted, at) {
      for (let missing = wanted - ready.length - starting.size; missing > 0; missing--) if (!attach(at)) begin(at, starting);
      for (let surplus = ready.length + starting.size - wanted; surplus > 0; surplus--) dismissYoungest(at);
      fillPool(at);
    },
    started(place, at) {
      const replica = all[place];
      if (replica === undefined || replica.state === 'gone' || at < replica.createdAt) return false;
      if (forPool.delete(place)) {
        replica.state = 'pooled';
        pool.push(place);
        return false;
      }
      if (!starting.delete(place)) return false;
      replica.state = 'ready';
      ready = [...ready, place];
      return true;
    },
    idle(place, at) {
      const replica = all[place];
      if (replica?.state === 'draining' && load(replica) === 0) stop(place, at);
    },
    replicaSeconds: (until) => all.reduce((sum, { createdAt, goneAt }) => sum + Math.max(0, Math.min(until, goneAt ?? until) - createdAt), 0),
  };
};
