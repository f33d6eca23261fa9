import type { Phase } from '../model/phase.js';
import { type Milestone, type Signal, saysFailed } from '../model/signal.js';
import type { RuntimeRules } from '../rules/schema.js';
import type { Entry } from './entry.js';

/**
 * The entry that marks a milestone. Of several runtimes in one log the serving one's word counts: its HTTP layer may say
 * "startup complete" long before. Of several workers the last of those counts that were booting before the first one was ready.
 */
export function milestoneEntry(entries: readonly Entry[], milestone: Milestone, ranking: readonly string[]): Entry | null {
  const firstFailure = entries.find(({ signal }) => saysFailed(signal))?.order ?? Number.POSITIVE_INFINITY;
  // A request that is handed to what failed to start shows nothing ready.
  const marks = entries.filter(({ signal, order }) => signal.milestone === milestone && (signal.request === null || order < firstFailure));
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

const work: ReadonlySet<Phase> = new Set(['weights-fetch', 'weights-load', 'tokenizer', 'device-init', 'compile', 'autotune', 'graph-capture', 'warmup']);

/** Whether a service still works on its start, or fails at it. */
const isStillStarting = ({ phase, events }: Signal): boolean => (phase !== null && work.has(phase)) || events.includes('start-error');

/**
 * The line that says that the service is ready. Behind a layer that says so first (a wrapper, an HTTP server), a model server that still loads
 * its model afterwards, with nobody asking, was not: where its own word is not in the log, nothing is known to be ready.
 */
export function readyEntry(entries: readonly Entry[], ranking: readonly string[], rules: readonly RuntimeRules[]): Entry | null {
  const ready = milestoneEntry(entries, 'ready', ranking);
  const [serving] = ranking;
  if (ready === null || ready.signal.runtime === serving || rules.find(({ runtime }) => runtime === serving)?.kind !== 'server') return ready;
  const firstRequest = entries.find(({ order, signal }) => order > ready.order && signal.request !== null)?.order ?? Number.POSITIVE_INFINITY;
  const loads = entries.some(({ order, signal }) => order > ready.order && order < firstRequest && signal.runtime === serving && isStillStarting(signal));
  return loads ? null : ready;
}

/**
 * For a service of no known kind that never says that it is ready: the line that says it listens, if what it loads and warms stands
 * before it. A server that is known says both, and what it does not say stays unknown.
 */
export function listeningAsReady(entries: readonly Entry[], ranking: readonly string[], rules: readonly RuntimeRules[]): Entry | null {
  const kind = rules.find((rule) => rule.runtime === ranking[0])?.kind ?? 'generic';
  if (kind === 'server' || kind === 'http' || kind === 'platform') return null;
  const listening = milestoneEntry(entries, 'listening', ranking);
  if (listening === null) return null;
  const firstRequest = entries.find((entry) => entry.order > listening.order && entry.signal.request !== null)?.order ?? Number.POSITIVE_INFINITY;
  const worksOn = entries.some(({ order, signal }) => order > listening.order && order < firstRequest && isStillStarting(signal));
  return worksOn ? null : listening;
}

const clientEvents: ReadonlySet<string> = new Set(['http-answer', 'healthy-answer', 'request-error']);

/** Position of the first answer to a probe or another client; null where there is none. */
export const firstAnswered = (entries: readonly Entry[]): number | null =>
  entries.find(({ signal }) => signal.events.some((event) => event === 'healthy-answer' || event === 'http-answer'))?.order ?? null;

/**
 * Position of the last line after ready that says again that the service is up, before anybody came; null where there is none, and where ready has
 * a clock: then what follows it came later.
 */
export function lastAnnounced(entries: readonly Entry[], ready: Entry | null): number | null {
  if (ready === null || ready.tick.isDated) return null;
  const later = entries.filter(({ order }) => order > ready.order);
  const firstClient =
    later.find(({ signal }) => signal.request !== null || signal.events.some((event) => clientEvents.has(event)))?.order ?? Number.POSITIVE_INFINITY;
  return later.findLast(({ order, signal }) => order < firstClient && signal.milestone !== null)?.order ?? null;
}
