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
 * Position of the first load of a service that was ready and idle for a minute before it: nobody but a request asks for it, though the log may
 * show none. Null where there is no such load. A model server may load by a schedule or by its folder, so its own loads are none; and what was
 * loaded before, or gets ready again afterwards, was started anew.
 */
export function loadAfterIdle(entries: readonly Entry[], ready: Entry | null, rules: readonly RuntimeRules[]): number | null {
  if (ready === null || !ready.tick.isDated || ready.tick.time === null) return null;
  const all = entries.filter(({ signal }) => isLoad(signal.phase, signal.events));
  const first = all[0];
  if (first === undefined || first.order < ready.order || entries.some(({ order, signal }) => order > first.order && signal.milestone === 'ready')) return null;
  if (!first.tick.isDated || first.tick.time === null || first.tick.time - ready.tick.time < idleSeconds) return null;
  const kind = rules.find(({ runtime }) => runtime === first.signal.runtime)?.kind;
  return kind === 'generic' || kind === 'library' ? first.order : null;
}
