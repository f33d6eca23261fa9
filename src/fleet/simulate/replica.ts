import type { Seconds } from '../../model/units.js';
import type { ColdWork, Service, Strategy } from './scenario.js';

export type ReplicaState = 'starting' | 'pooled' | 'ready' | 'draining' | 'gone';

export type Replica = {
  state: ReplicaState;
  readonly createdAt: Seconds;
  goneAt: Seconds | null;
  /** Requests in work. */
  busy: number;
  /** Requests that wait, from `head` on. */
  readonly waiting: number[];
  head: number;
  /** When its cold work is done; infinite while nothing has asked for it. */
  coldUntil: Seconds;
  /** By shape, when its first run is done; infinite while nothing has asked for it. */
  readonly shapeUntil: Float64Array;
};

/** What a replica pays once, and when. */
export type ColdCosts = {
  readonly coldSeconds: Seconds;
  /** By shape, what its first run costs over a steady one. */
  readonly shapeSeconds: Float64Array;
  /** What a warmup takes: the cold work, then each of its shapes once. */
  readonly warmupSeconds: Seconds;
  /** By shape, whether a warmup runs it. */
  readonly isWarmed: readonly boolean[];
};

/** What a replica pays once under a strategy. */
export const coldCosts = ({ shapes }: Service, cold: readonly ColdWork[], { warmShapes }: Strategy): ColdCosts => {
  const coldSeconds = cold.reduce((sum, { seconds }) => sum + seconds, 0);
  const isWarmed = shapes.map(({ name }) => warmShapes.includes(name));
  return {
    coldSeconds,
    shapeSeconds: Float64Array.from(shapes, ({ firstSeconds, steadySeconds }) => Math.max(0, firstSeconds - steadySeconds)),
    warmupSeconds: shapes.reduce((sum, { firstSeconds }, place) => sum + (isWarmed[place] === true ? firstSeconds : 0), coldSeconds),
    isWarmed,
  };
};

const never = Number.POSITIVE_INFINITY;

/** A replica asked for now. After a warmup it owes nothing but the shapes that the warmup does not run. */
export const newReplica = (at: Seconds, state: ReplicaState, { isWarmed }: ColdCosts, isWarm: boolean): Replica => ({
  state,
  createdAt: at,
  goneAt: null,
  busy: 0,
  waiting: [],
  head: 0,
  coldUntil: isWarm ? 0 : never,
  shapeUntil: Float64Array.from(isWarmed, (warmed) => (isWarm && warmed ? 0 : never)),
});

/** A replica that has served for long: warm for every shape. */
export const servingReplica = (shapes: number): Replica => ({
  state: 'ready',
  createdAt: 0,
  goneAt: null,
  busy: 0,
  waiting: [],
  head: 0,
  coldUntil: 0,
  shapeUntil: new Float64Array(shapes),
});

/**
 * When the work proper of a request begins: cold work is done once, by the request that first needs it, and whoever needs it meanwhile waits
 * for its end. Seconds; never before now.
 */
export const workBegins = (replica: Replica, shape: number, now: Seconds, { coldSeconds, shapeSeconds }: ColdCosts): Seconds => {
  if (replica.coldUntil === never) replica.coldUntil = now + coldSeconds;
  const awake = Math.max(now, replica.coldUntil);
  if (replica.shapeUntil[shape] === never) replica.shapeUntil[shape] = awake + (shapeSeconds[shape] ?? 0);
  return Math.max(awake, replica.shapeUntil[shape] ?? 0);
};

/** Requests that a replica has taken. */
export const load = ({ busy, waiting, head }: Replica): number => busy + waiting.length - head;

/** The request that has waited longest, taken out; null where none waits. */
export const takeWaiting = (replica: Replica): number | null => {
  const request = replica.waiting[replica.head];
  if (request === undefined) return null;
  replica.head++;
  if (replica.head > 1024 && replica.head * 2 > replica.waiting.length) {
    replica.waiting.splice(0, replica.head);
    replica.head = 0;
  }
  return request;
};
