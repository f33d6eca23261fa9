import type { Phase } from '../model/phase.js';
import type { Seconds } from '../model/units.js';
import type { RuntimeRules } from '../rules/schema.js';
import type { Entry } from './entry.js';

/** Work that a service does at once when it starts, if it does it by itself. */
const loads: ReadonlySet<Phase> = new Set(['weights-load', 'tokenizer', 'device-init', 'compile']);

/** A service that goes on loading beside its requests does not wait for so long before it begins. */
const idleSeconds: Seconds = 60;
/** The same where a client came in between: what begins then, begins for it. */
const idleToClientSeconds: Seconds = 10;

/** Whether a signal speaks of a load. */
export const isLoad = (phase: Phase | null, events: readonly string[]): boolean =>
  phase === null ? events.includes('model-load') : loads.has(phase) || (phase === 'weights-fetch' && events.includes('model-load'));

/**
 * Position from which on loads are a request's, whether the log shows one or not; null where there is none. A service that was ready and idle
 * for a minute loads nothing by itself; a program whose last step serves its page, or that said ahead that it loads for who asks, neither loads nor fetches weights but for its visitors. A model server may
 * load by a schedule or by its folder, so its own loads are none, but for one that stands for a library (a user's own); and what gets ready
 * again afterwards was started anew.
 */
export function unaskedLoad(entries: readonly Entry[], ready: Entry | null, rules: readonly RuntimeRules[]): number | null {
  if (ready === null) return null;
  const loadsForUsers = entries.some((entry) => isPage(entry) && (entry === ready || (entry.order < ready.order && entry.signal.milestone === null)));
  const isVisitors = (entry: Entry): boolean => entry.order > ready.order && (speaksOfLoad(entry) || entry.signal.phase === 'weights-fetch');
  const first = loadsForUsers ? entries.find(isVisitors) : loadAfterIdle(entries, ready);
  if (first === undefined || entries.some(({ order, signal }) => order > first.order && signal.milestone === 'ready')) return null;
  const rule = rules.find(({ runtime }) => runtime === first.signal.runtime);
  const isForUsers = rule?.kind === 'generic' || rule?.kind === 'library' || (rule?.kind === 'server' && rule.as !== undefined);
  return isForUsers ? first.order : null;
}

const isPage = ({ signal }: Entry): boolean => signal.events.includes('page-served');

const speaksOfLoad = ({ signal }: Entry): boolean => isLoad(signal.phase, signal.events);

/** The first of a service's loads, where it was ready and idle for a minute before it, or a client came before it did. */
function loadAfterIdle(entries: readonly Entry[], ready: Entry): Entry | undefined {
  const first = entries.find(speaksOfLoad);
  if (first === undefined || first.order < ready.order || !ready.tick.isDated || !first.tick.isDated) return undefined;
  if (ready.tick.time === null || first.tick.time === null) return undefined;
  // A line that says how long a load took comes at its end.
  const begin = first.tick.time - (typeof first.signal.facts.seconds === 'number' ? first.signal.facts.seconds : 0);
  const isAhead = ({ order, tick }: Entry): boolean => order > ready.order && order < first.order && (tick.time === null || tick.time <= begin);
  const hasClient = entries.some((entry) => isAhead(entry) && isClient(entry));
  return begin - ready.tick.time < (hasClient ? idleToClientSeconds : idleSeconds) ? undefined : first;
}

const isClient = ({ signal }: Entry): boolean => signal.request !== null || signal.events.some((event) => event === 'http-answer' || event === 'request-error');
