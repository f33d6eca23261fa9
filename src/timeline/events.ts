import type { BootEvent } from '../model/boot.js';
import type { Instant, Seconds } from '../model/units.js';
import { type Entry, evidenceOf } from './entry.js';
import { isLoad } from './idle.js';
import { type ScopeContext, scopeOf } from './scope.js';
import type { RawSpan } from './spans.js';
import { timeoutsAtWork } from './watchdog.js';

/** Whether a log that begins in the middle speaks of a process: nothing of a start, its own or another, stands before it. */
function isOfServingProcess({ signal, tick, order }: Entry, entries: readonly Entry[]): boolean {
  if (signal.facts.process === undefined || !signal.events.includes('startup-timeout')) return false;
  return !entries.some(
    (other) =>
      other.order < order &&
      (other.tick.process === tick.process || other.signal.phase !== null || other.signal.boot !== null || other.signal.milestone !== null),
  );
}

/** Of each kind of event that no clock of its own dates: what the clocks ahead of its first and behind its last leave it at most. */
function roomsOf(entries: readonly Entry[]): ReadonlyMap<string, Seconds> {
  const stretches = new Map<string, { readonly from: Instant | null; to: Instant | null; isDated: boolean }>();
  for (const { signal, tick, latest = null } of entries) {
    for (const name of signal.events) {
      const known = stretches.get(name);
      if (known === undefined) stretches.set(name, { from: tick.time, to: latest, isDated: tick.isDated });
      else {
        known.to = latest;
        known.isDated ||= tick.isDated;
      }
    }
  }
  const rooms = new Map<string, Seconds>();
  for (const [name, { from, to, isDated }] of stretches) if (!isDated && from !== null && to !== null && to >= from) rooms.set(name, to - from);
  return rooms;
}

/** The events of a boot in order, each with its scope. Those of one signal that repeat are kept up to 200 times. */
export function eventsOf(entries: readonly Entry[], spans: readonly RawSpan[], context: ScopeContext): BootEvent[] {
  // What closes a span knows the facts of what opened it.
  const factsByOrder = new Map(spans.map((span) => [span.order, span.facts]));
  const events: BootEvent[] = [];
  const counts = new Map<string, number>();
  const atWork = timeoutsAtWork(entries);
  const rooms = roomsOf(entries);
  for (const entry of entries) {
    const { signal, tick } = entry;
    if (signal.events.length === 0) continue;
    const count = (counts.get(signal.id) ?? 0) + 1;
    counts.set(signal.id, count);
    if (count > 200) continue;
    const seconds = typeof signal.facts.seconds === 'number' ? signal.facts.seconds : 0;
    const start = tick.time === null ? null : tick.time - seconds;
    const place = {
      opened: entry.order,
      closed: entry.order,
      start,
      end: tick.time,
      isDated: tick.isDated,
      isLoad: isLoad(signal.phase, signal.events),
      isFetch: signal.phase === 'weights-fetch',
      isUnbuffered: signal.events.includes('uncaught-error'),
    };
    const scope = signal.scope ?? (atWork.has(entry.order) || isOfServingProcess(entry, entries) ? 'background' : scopeOf(place, context));
    const facts = factsByOrder.get(entry.order) ?? signal.facts;
    for (const name of signal.events) {
      const roomSeconds = rooms.get(name);
      events.push({
        name,
        scope,
        time: tick.time,
        process: tick.process,
        facts: roomSeconds === undefined ? facts : { ...facts, roomSeconds },
        signal: signal.id,
        evidence: evidenceOf(tick),
        order: entry.order,
      });
    }
  }
  return events;
}
