import type { Outcome } from '../model/boot.js';
import { type Entry, evidenceOf } from './entry.js';

/**
 * How a boot ended. A start that failed and did not get ready afterwards has failed, and so has one that nothing but its wait
 * for a place is known of; one that was told to stop has stopped.
 */
export function outcomeOf(entries: readonly Entry[], ready: Entry | null): Outcome {
  const failures = entries.filter((entry) => entry.signal.boot === 'fails');
  const last = failures.at(-1);
  if (last !== undefined && (ready === null || last.order > ready.order)) return outcome('failed', failures.slice(0, 8));
  if (isNeverPlaced(entries)) return outcome('failed', entries.filter(isWait).slice(0, 3));
  const ended = entries.filter((entry) => entry.signal.boot === 'ends');
  return ended.length > 0 ? outcome('stopped', ended.slice(0, 3)) : { kind: 'running', evidence: [] };
}

const outcome = (kind: Outcome['kind'], shown: readonly Entry[]): Outcome => ({ kind, evidence: shown.map((entry) => evidenceOf(entry.tick)) });

const isWait = (entry: Entry): boolean => entry.signal.events.includes('scheduling-wait');

/** Whether after the first wait for a place nothing happened but waiting, heartbeats and the end. */
function isNeverPlaced(entries: readonly Entry[]): boolean {
  const first = entries.findIndex(isWait);
  return first >= 0 && entries.slice(first).every((entry) => isWait(entry) || entry.signal.isHeartbeat || entry.signal.boot === 'ends' || entry.signal.events.includes('killed'));
}
