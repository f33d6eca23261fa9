import type { Instant, Seconds } from '../model/units.js';
import type { Entry } from './entry.js';
import { isAnswered } from './outcome.js';

/** A worker that its watchdog gave up on, and how long it had been there. */
type TimeOut = { readonly order: number; readonly worker: string; readonly seconds: Seconds | null };

/** What a watchdog that looks at its workers each second is late by, on a machine that is busy with starts. */
const slackOf = (seconds: Seconds): Seconds => Math.max(5, seconds / 4);

const leaves: ReadonlySet<string> = new Set(['worker-exit', 'killed', 'startup-timeout']);

/**
 * Positions of the time-outs that hit workers at work, which had long started. A worker had if it answered: alone, any answer is its own. And a
 * watchdog gives each start the same time: a worker that lived for longer than another of the same service had been up and said so. So had its
 * successors, of the same code, where none of them died as early as a start is given up on, and where one alone did.
 */
export function timeoutsAtWork(entries: readonly Entry[]): ReadonlySet<number> {
  const { timeouts, answered } = watched(entries);
  const lives = timeouts.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  const shortest = Math.min(...lives);
  const isShort = ({ seconds }: TimeOut): boolean => seconds !== null && seconds <= shortest + slackOf(shortest);
  const early = timeouts.filter(isShort);
  const [first] = timeouts;
  const isLateOne = first !== undefined && first.seconds !== null && !isShort(first) && early.length === 1;
  const atWork = timeouts.filter((timeout) => answered.has(timeout.order) || (timeout.seconds !== null && (!isShort(timeout) || isLateOne)));
  return new Set(atWork.map(({ order }) => order));
}

/** The time-outs of workers whose boot the log shows, and which of them hit one that had answered. */
function watched(entries: readonly Entry[]): { readonly timeouts: readonly TimeOut[]; readonly answered: ReadonlySet<number> } {
  const alive = new Map<string, Instant | null>();
  const answering = new Set<string>();
  const timeouts: TimeOut[] = [];
  const answered = new Set<number>();
  for (const { signal, tick, order } of entries) {
    const { events } = signal;
    if (isAnswered({ signal })) {
      const [only] = alive.size === 1 ? alive.keys() : [];
      if (only !== undefined) answering.add(only);
    }
    const worker = signal.facts.process === undefined ? null : tick.process;
    if (worker === null) continue;
    if (events.includes('worker-start')) {
      alive.set(worker, tick.time);
      answering.delete(worker);
    }
    const since = alive.get(worker);
    if (since !== undefined && events.includes('startup-timeout')) {
      timeouts.push({ order, worker, seconds: since === null || tick.time === null ? null : tick.time - since });
      if (answering.has(worker)) answered.add(order);
    }
    if (events.some((event) => leaves.has(event))) alive.delete(worker);
  }
  return { timeouts, answered };
}
