import { type Signal, saysFailed } from '../model/signal.js';
import { type Entry, type Tick, tickFor } from './entry.js';

/** The time that a signal says its work had taken, until it was done or until then. */
export const figureOf = ({ facts }: Signal): number | null =>
  typeof facts.seconds === 'number' ? facts.seconds : typeof facts.unfinishedSeconds === 'number' ? facts.unfinishedSeconds : null;

/** The time that a full progress bar shows. */
export const barSecondsOf = ({ facts }: Signal): number | null => (typeof facts.barSeconds === 'number' ? facts.barSeconds : null);

/**
 * A stated figure without a clock of its own ended between its dated neighbours: as late as they and the figure allow. If the next one tells of a
 * request that it fits into, and that took most of the time between them, it began with that request.
 */
export function placeUndated(entry: Entry, next: Tick, signals: readonly Signal[]): void {
  const before = entry.tick.time;
  if (before === null || next.time === null || next.time <= before) return;
  const seconds = figureOf(entry.signal) ?? barSecondsOf(entry.signal) ?? 0;
  const waited = signals.find((signal) => signal.request === 'ends')?.facts.seconds;
  const isOfRequest = typeof waited === 'number' && waited >= Math.max(seconds, (next.time - before) / 2);
  const began = isOfRequest ? Math.max(before, next.time - waited) : before;
  entry.tick = { ...entry.tick, time: Math.min(next.time, began + seconds) };
}

/** An undated record of progress ends an `until-next` at a time that nobody knows: it is no span. */
export function dropPassed(open: readonly Entry[], signals: readonly Signal[]): Entry[] {
  if (signals.length === 0) return [...open];
  return open.filter((entry) => entry.tick.process !== null || signals.some((signal) => signal.events.some((event) => entry.signal.events.includes(event))));
}

/**
 * Closes the open `until-next` spans that this record ends; the others stay open. A record that names no process ends those of
 * one process, if no other has any: a service under gunicorn need not print its process id.
 */
export function closeNext(open: readonly Entry[], tick: Tick, signals: readonly Signal[]): Entry[] {
  // Of most records nothing is open: that must cost nothing.
  if (open.length === 0) return [];
  const isAmbiguous = tick.process === null && namedProcesses(open) > 1;
  return open.filter((entry) => {
    const opener = entry.tick.process;
    // A collector's process id is that of the container's first process; the message may name its own.
    const isNamed = opener !== null && signals.some((signal) => tickFor(tick, signal).process === opener);
    if (opener !== null && !isNamed && (tick.process === null ? isAmbiguous : !isSameProcess(opener, tick.process))) return true;
    const alike = signals.filter((signal) => signal.events.some((event) => entry.signal.events.includes(event)));
    // Who says how long the whole took leaves nothing to be measured; a part of it goes on.
    if (alike.some(({ facts, events }) => typeof facts.seconds === 'number' && !events.includes('import-part'))) return false;
    if (alike.length > 0 && !isNamed && !alike.some((signal) => isEndOf(signal, entry))) return true;
    // A process that ends, or serves, has long done what it was waited for; one that breaks may have come to any step after its imports.
    if (signals.some(endsWaiting)) return false;
    if (entry.signal.events.includes('import') && signals.some((signal) => saysFailed(signal) && !signal.events.includes('import'))) return false;
    entry.neighbour = tick;
    entry.closedBy = signals;
    return false;
  });
}

/** Whether a signal tells of the end of the very step that an entry began: nothing of it goes on. */
const isEndOf = ({ extent, phase }: Signal, { signal }: Entry): boolean => extent?.kind === 'ends' && phase !== null && phase === signal.phase;

/** What is said of a process that is over, or has long come up: it is no next word of its own. */
const overWith: ReadonlySet<string> = new Set(['worker-exit', 'http-answer', 'startup-timeout', 'killed']);

const endsWaiting = ({ request, boot, events }: Signal): boolean => request !== null || boot === 'ends' || events.some((event) => overWith.has(event));

const namedProcesses = (open: readonly Entry[]): number => new Set(open.map((entry) => entry.tick.process).filter((name) => name !== null)).size;

/** Whether two names mean one process: `pid 14` and `APIServer pid=14` do. */
function isSameProcess(one: string, other: string): boolean {
  const numbers = [one, other].map((name) => /\bpid[ =](\d+)/.exec(name)?.[1]);
  return one === other || (numbers[0] !== undefined && numbers[0] === numbers[1]);
}
