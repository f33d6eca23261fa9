import type { Signal } from '../model/signal.js';
import type { Seconds } from '../model/units.js';
import type { Entry, Tick } from './entry.js';

/** A start that idles for longer waits for somebody, and loads nothing. */
const longestSeconds: Seconds = 900;
/** A line that no rule reads may be anybody's: past this it is no end of what was begun. */
const longestToUnread: Seconds = 120;

/** What the line before says that it is about to do: the time up to the next line is that step's. */
const otherStep = /\b(?:connect|download|wait|migrat|fetch|pull|install|sync|seed|index|compil|train|retry|sleep)\w{0,3}ing\b/i;

const isOver = ({ request, boot, events }: Signal): boolean => request !== null || boot !== null || events.some((event) => over.has(event));
const over: ReadonlySet<string> = new Set(['http-answer', 'startup-timeout', 'killed', 'start-error', 'uncaught-error', 'request-error', 'package-install']);

const saysSomething = ({ phase, milestone, events }: Signal): boolean => phase !== null || milestone !== null || events.length > 0;

/**
 * Where a step that was begun and whose end the log does not tell ends: at the next record, unless that is a request's, a failure, or too far off.
 * Null where nothing says so.
 */
export function endOfLone(start: Entry, entries: readonly Entry[]): Tick | null {
  const { neighbour, closedBy, tick } = start;
  if (neighbour?.time == null || tick.time === null || closedBy.some(isOver)) return null;
  const seconds = neighbour.time - tick.time;
  return seconds <= (closedBy.some(saysSomething) || goesOn(start, entries) ? longestSeconds : longestToUnread) ? neighbour : null;
}

/** Whether the start went on after it: a further step of it, or its end, comes before any request. */
function goesOn({ order }: Entry, entries: readonly Entry[]): boolean {
  const next = entries.find(({ order: other, signal }) => other > order && (signal.phase !== null || signal.milestone !== null || signal.request !== null));
  return next !== undefined && next.signal.request === null;
}

/**
 * Where a step of which only the end is told began: at the record before, unless that ended the same step of another model, begins
 * another one, or lies too far off.
 */
export function startOfLone(end: Entry): Tick | null {
  const { neighbour, closedBy, tick, signal } = end;
  if (neighbour?.time == null || tick.time === null || tick.time - neighbour.time > longestSeconds) return null;
  if (closedBy.some((other) => other.id === signal.id || other.request !== null || other.boot === 'ends' || other.milestone !== null)) return null;
  return otherStep.test(neighbour.record.text) ? null : neighbour;
}
