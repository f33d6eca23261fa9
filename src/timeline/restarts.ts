import type { Boot, BootEvent, Evidence } from '../model/boot.js';
import type { Seconds } from '../model/units.js';
import { type Entry, evidenceOf } from './entry.js';

/** A supervisor starts at once what has died: what starts later than this was started for another reason. */
const longestPause: Seconds = 120;

/** Workers of one start come up side by side, within a step of the clock. */
const shortestPause: Seconds = 1;

/** One that is started again may have been somebody's wish; three in a row die by themselves. */
const fewestRestarts = 3;

/** A whole process that broke off is a plainer sign than a worker: twice in a row is enough. */
const fewestDeaths = 2;

/** What tells why a worker is gone, or that it lived: then its successor is no silent restart. */
const explanations: ReadonlySet<string> = new Set([
  'worker-exit',
  'killed',
  'startup-timeout',
  'start-error',
  'uncaught-error',
  'healthy-answer',
  'http-answer',
]);

const explains = ({ signal }: Entry): boolean =>
  signal.request !== null || signal.milestone === 'ready' || signal.boot === 'ends' || signal.events.some((event) => explanations.has(event));

/**
 * Starts of workers that follow each other, one after another, with no word on why the one before is gone: it died as it started. Empty where
 * there are fewer than three.
 */
export function silentRestarts(entries: readonly Entry[]): Entry[] {
  let last: Entry | null = null;
  let restarts: Entry[] = [];
  for (const entry of entries) {
    if (explains(entry)) {
      if (restarts.length < fewestRestarts) restarts = [];
      last = null;
      continue;
    }
    if (!entry.signal.events.includes('worker-start') || !entry.tick.isDated || entry.tick.time === null) continue;
    const pause = last?.tick.time == null ? null : entry.tick.time - last.tick.time;
    if (pause !== null && pause >= shortestPause && pause <= longestPause) restarts.push(entry);
    last = entry;
  }
  return restarts.length < fewestRestarts ? [] : restarts;
}

/** What silent restarts are to the causes. */
export const restartEvents = (restarts: readonly Entry[]): BootEvent[] =>
  restarts.slice(0, 1).map((entry) => ({
    name: 'restart-loop',
    scope: 'startup',
    time: entry.tick.time,
    process: entry.tick.process,
    facts: {},
    signal: entry.signal.id,
    evidence: evidenceOf(entry.tick),
    order: entry.order,
  }));

/** Whether a boot broke off without a word, before anything got ready. */
const brokeOff = ({ outcome, milestones, requests, hasBeginning, events }: Boot): boolean =>
  outcome.kind === 'running' && milestones.ready === null && requests.length === 0 && hasBeginning && events.every(({ name }) => !explanations.has(name));

/** Whether one boot of a replica begins as soon as the other is over. */
const followsAtOnce = (boot: Boot, next: Boot | undefined): boolean =>
  next !== undefined &&
  next.replica === boot.replica &&
  next.runtime === boot.runtime &&
  boot.end !== null &&
  next.start !== null &&
  next.start >= boot.end &&
  next.start - boot.end <= longestPause;

/** The last line that a boot's events show: where it broke off. */
const lastEvidence = (boot: Boot): Evidence[] => boot.events.slice(-1).map(({ evidence }) => evidence);

/**
 * Boots in the order of their starts, those marked as failed that broke off and were started again, twice and more in a row: each died as it
 * started.
 */
export function markSilentDeaths(boots: readonly Boot[]): Boot[] {
  const dies = boots.map((boot, index) => brokeOff(boot) && followsAtOnce(boot, boots[index + 1]));
  const inRow = (index: number): number => {
    let from = index;
    while (dies[from - 1]) from--;
    let to = index;
    while (dies[to + 1]) to++;
    return to - from + 1;
  };
  return boots.map((boot, index) => {
    const evidence = lastEvidence(boot);
    const [shown] = evidence;
    if (!dies[index] || shown === undefined || inRow(index) < fewestDeaths) return boot;
    const event: BootEvent = {
      name: 'restart-loop',
      scope: 'startup',
      time: boot.end,
      process: null,
      facts: {},
      signal: `${boot.runtime}/restarted`,
      evidence: shown,
      order: (boot.events.at(-1)?.order ?? 0) + 0.5,
    };
    return { ...boot, outcome: { kind: 'failed', evidence }, events: [...boot.events, event] };
  });
}
