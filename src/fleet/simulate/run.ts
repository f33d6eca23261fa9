import type { Seconds } from '../../model/units.js';
import { createEventHeap } from './event-heap.js';
import { createOccupancy } from './occupancy.js';
import { coldCosts, load, type Replica, takeWaiting, workBegins } from './replica.js';
import { createReplicas } from './replicas.js';
import { createScaler, lookEvery } from './scaler.js';
import type { Scenario, Strategy } from './scenario.js';
import type { Workload } from './workload.js';

/** What became of the requests of one replication under one strategy. */
export type Outcome = {
  /** Of each request, seconds from its arrival to its answer; infinite where it was lost. */
  readonly latencies: Float64Array;
  /** Seconds that all replicas together existed, the pool's among them. */
  readonly replicaSeconds: Seconds;
  /** Replicas that got traffic, from each moment on. */
  readonly ready: readonly { readonly at: Seconds; readonly replicas: number }[];
};

const completed = 0;
const started = 1;
const look = 2;

/**
 * One replication by discrete events: requests arrive, go to a replica at once and wait there, or wait for the first replica where none is
 * ready; the autoscaler looks at its times. Requests that arrived before the end are followed until they are answered or lost.
 */
export const run = (scenario: Scenario, strategy: Strategy, workload: Workload): Outcome => {
  const { service, durationSeconds } = scenario;
  const { arrivals, shapes, factors } = workload;
  const latencies = new Float64Array(arrivals.length).fill(Number.POSITIVE_INFINITY);
  const means = service.shapes.map(({ steadySeconds }) => steadySeconds);
  const costs = coldCosts(service, scenario.cold, strategy);
  const heap = createEventHeap();
  const occupancy = createOccupancy();
  const decide = createScaler(strategy.scaler);
  const every = lookEvery(strategy.scaler);
  const unserved: number[] = [];
  let starts = 0;
  let turn = 0;
  const replicas = createReplicas(scenario, strategy, costs, {
    nextStart: () => workload.startSeconds(starts++),
    onStarting: (replica, at) => heap.push(at, started, replica, -1),
  });
  const ready: { at: Seconds; replicas: number }[] = [{ at: 0, replicas: replicas.ready.length }];

  const isTooLate = (request: number, at: Seconds): boolean => service.timeoutSeconds !== null && at - (arrivals[request] ?? 0) > service.timeoutSeconds;
  const begin = (place: number, replica: Replica, request: number, at: Seconds): void => {
    const shape = shapes[request] ?? 0;
    const end = workBegins(replica, shape, at, costs) + (means[shape] ?? 0) * (factors[request] ?? 1);
    replica.busy++;
    occupancy.change(at, 1, 0);
    heap.push(end, completed, place, request);
  };
  const at = (place: number): Replica => {
    const replica = replicas.all[place];
    if (replica === undefined) throw new RangeError(`there is no replica ${place}`);
    return replica;
  };
  const choose = (): number | null => {
    const { ready: places } = replicas;
    if (places.length === 0) return null;
    if (strategy.balancing === 'round-robin') return places[turn++ % places.length] ?? null;
    let best = places[0] ?? 0;
    for (const place of places) if (load(at(place)) < load(at(best))) best = place;
    return best;
  };
  const dispatch = (request: number, now: Seconds): void => {
    const place = choose();
    if (place === null) {
      unserved.push(request);
      return;
    }
    const replica = at(place);
    if (replica.busy < service.concurrency) begin(place, replica, request, now);
    else if (load(replica) - replica.busy < service.queue) replica.waiting.push(request);
    else occupancy.change(now, 0, -1);
  };
  const complete = (place: number, request: number, now: Seconds): void => {
    const replica = at(place);
    if (!isTooLate(request, now)) latencies[request] = now - (arrivals[request] ?? 0);
    replica.busy--;
    occupancy.change(now, -1, -1);
    for (let next = takeWaiting(replica); next !== null; next = takeWaiting(replica)) {
      if (!isTooLate(next, now)) {
        begin(place, replica, next, now);
        break;
      }
      occupancy.change(now, 0, -1);
    }
    replicas.idle(place, now);
  };
  const note = (now: Seconds): void => {
    if (ready.at(-1)?.replicas !== replicas.ready.length) ready.push({ at: now, replicas: replicas.ready.length });
  };

  heap.push(0, look, -1, -1);
  for (let next = 0; ; ) {
    const arrival = arrivals[next];
    if (arrival !== undefined && arrival < heap.next()) {
      occupancy.change(arrival, 0, 1);
      if (replicas.ready.length === 0 && unserved.length >= service.queue) occupancy.change(arrival, 0, -1);
      else dispatch(next, arrival);
      next++;
      continue;
    }
    const event = heap.pop();
    if (event === null) break;
    if (event.kind === completed) complete(event.replica, event.request, event.at);
    else if (event.kind === started) {
      if (!replicas.started(event.replica, event.at)) continue;
      for (const request of unserved.splice(0)) {
        if (isTooLate(request, event.at)) occupancy.change(event.at, 0, -1);
        else dispatch(request, event.at);
      }
      note(event.at);
    } else {
      const seen = { at: event.at, ready: replicas.ready.length, asked: replicas.asked(), concurrency: service.concurrency, ...occupancy.look(event.at) };
      replicas.scale(decide(seen), event.at);
      note(event.at);
      // Past the end looks go on only while requests wait for a replica that none but the scaler would bring.
      if (event.at + every < durationSeconds || unserved.length > 0) heap.push(event.at + every, look, -1, -1);
    }
  }
  return { latencies, replicaSeconds: replicas.replicaSeconds(durationSeconds), ready };
};
