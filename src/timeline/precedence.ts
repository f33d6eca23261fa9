import type { Signal } from '../model/signal.js';
import type { Entry } from './entry.js';

/**
 * What plain words say of a boot gives way where the server that runs in it has said the same kind of thing in its own: its requests
 * are the requests, its figures for a phase are that phase's.
 */
export function withoutGenericEchoes(entries: readonly Entry[], isGeneric: (runtime: string) => boolean, serving: string): Entry[] {
  const own = entries.filter((entry) => entry.signal.runtime === serving);
  if (isGeneric(serving)) return [...entries];
  const hasRequests = own.some((entry) => entry.signal.request !== null);
  const phases = new Set(own.map((entry) => entry.signal.phase));
  return entries.filter(({ signal }) => {
    if (!isGeneric(signal.runtime)) return true;
    return !(hasRequests && signal.request !== null) && !(signal.phase !== null && phases.has(signal.phase));
  });
}

/**
 * What plain words say of a record gives way where a rule of the program that printed it reads the same from it: the same phase,
 * milestone, kind of request or event. `isGeneric` tells the runtimes whose rules are for unknown services.
 */
export function withoutEchoes(signals: readonly Signal[], isGeneric: (runtime: string) => boolean): readonly Signal[] {
  if (signals.length < 2) return signals;
  const specific = signals.filter((signal) => !isGeneric(signal.runtime));
  if (specific.length === 0 || specific.length === signals.length) return signals;
  return signals.filter((signal) => !isGeneric(signal.runtime) || !specific.some((other) => saysTheSame(signal, other)));
}

function saysTheSame(one: Signal, other: Signal): boolean {
  if (one.phase !== null && one.phase === other.phase) return true;
  if (one.milestone !== null && one.milestone === other.milestone) return true;
  if (one.request !== null && one.request === other.request) return true;
  return one.events.some((event) => other.events.includes(event));
}
