import type { Instant, Seconds } from '../model/units.js';
import type { Tick } from './entry.js';

/** Two neighbouring records with nothing but heartbeats between them. */
export type Silence = { readonly start: Instant; readonly end: Instant; readonly errorSeconds: Seconds; readonly after: Tick; readonly before: Tick };

const silencesKept = 1_000;
const shortestSilence: Seconds = 0.01;

/** The silence between two records; null where a clock is missing or hardly moved. */
export function silenceBetween(after: Tick, before: Tick): Silence | null {
  if (after.time === null || before.time === null || before.time - after.time < shortestSilence) return null;
  return { start: after.time, end: before.time, errorSeconds: after.resolutionSeconds + before.resolutionSeconds, after, before };
}

/** Adds a silence to those kept and gives them; past two thousand the longest thousand stay. */
export function keepSilence(kept: Silence[], silence: Silence, readyAt: Instant | null): Silence[] {
  kept.push(silence);
  if (kept.length <= 2 * silencesKept) return kept;
  // Days of idling after ready must not push out what was slow before it.
  const ready = readyAt ?? Number.POSITIVE_INFINITY;
  const isLate = ({ start }: Silence): number => (start >= ready ? 1 : 0);
  return kept.sort((a, b) => isLate(a) - isLate(b) || b.end - b.start - (a.end - a.start)).slice(0, silencesKept);
}
