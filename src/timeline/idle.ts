import type { Phase } from '../model/phase.js';
import type { Seconds } from '../model/units.js';
import type { RuntimeRules } from '../rules/schema.js';
import type { Entry } from './entry.js';

/** Work that a service does at once when it starts, if it does it by itself. */
const loads: ReadonlySet<Phase> = new Set(['weights-load', 'tokenizer', 'device-init', 'compile']);

/** A service that goes on loading beside its requests does not wait for so long before it begins. */
const idleSeconds: Seconds = 60;

/** Whether a signal speaks of a load. */
export const isLoad = (phase: Phase | null, events: readonly string[]): boolean =>
  phase === null ? events.includes('model-load') : loads.has(phase) || (phase === 'weights-fetch' && events.includes('model-load'));

/**
 * Position from which on loads are a request's, whether the log shows one or not; null where there is none. A service that was ready and idle
 * for a minute loads nothing by itself; a program whose last step serves its page does not load at all, but for its visitors. A model server may
 * load by a schedule or by its folder, so its own loads are none; and what gets ready again afterwards was started anew.
 */
export function unaskedLoad(entries: readonly Entry[], ready: Entry | null, rules: readonly RuntimeRules[]): number | null {
  if (ready === null) return null;
  const all = entries.filter(({ signal }) => isLoad(signal.phase, signal.events));
  const first = ready.signal.events.includes('page-served') ? all.find(({ order }) => order > ready.order) : loadAfterIdle(all, ready);
  if (first === undefined || entries.some(({ order, signal }) => order > first.order && signal.milestone === 'ready')) return null;
  const kind = rules.find(({ runtime }) => runtime === first.signal.runtime)?.kind;
  return kind === 'generic' || kind === 'library' ? first.order : null;
}

/** The first of a service's loads, where it was ready and idle for a minute before it. */
function loadAfterIdle([first]: readonly Entry[], ready: Entry): Entry | undefined {
  if (first === undefined || first.order < ready.order || !ready.tick.isDated || !first.tick.isDated) return undefined;
  if (ready.tick.time === null || first.tick.time === null) return undefined;
  return first.tick.time - ready.tick.time < idleSeconds ? undefined : first;
}
