import type { Milestone } from '../model/signal.js';
import type { Entry } from './entry.js';

/**
 * The entry that marks a milestone. Of several runtimes in one log the serving one's word counts: its HTTP layer may say
 * "startup complete" long before. Of several workers the last of those counts that were booting before the first one was ready.
 */
export function milestoneEntry(entries: readonly Entry[], milestone: Milestone, ranking: readonly string[]): Entry | null {
  const marks = entries.filter((entry) => entry.signal.milestone === milestone);
  if (marks.length === 0) return null;
  const rank = (entry: Entry): number => {
    const index = ranking.indexOf(entry.signal.runtime);
    return index < 0 ? ranking.length : index;
  };
  const best = Math.min(...marks.map(rank));
  const said = marks.filter((entry) => rank(entry) === best);
  const first = said[0] as Entry;
  if (milestone !== 'ready' || first.tick.process === null) return first;
  const booting = new Set(entries.filter((entry) => entry.order < first.order && entry.tick.process !== null).map((entry) => entry.tick.process));
  const seen = new Set<string | null>();
  let last = first;
  for (const entry of said) {
    if (seen.has(entry.tick.process) || !booting.has(entry.tick.process)) continue;
    seen.add(entry.tick.process);
    last = entry;
  }
  return last;
}
