import type { Boot, BootEvent, Span } from '../model/boot.js';
import type { Phase } from '../model/phase.js';
import { grouped } from '../statistics/grouped.js';
import { spansOf } from './moment.js';

const known = new WeakMap<Boot, readonly BootEvent[]>();

/** All events of a boot in order: those of its signals, and those that only spans carry. */
export function eventsOf(boot: Boot): readonly BootEvent[] {
  const before = known.get(boot);
  if (before !== undefined) return before;
  const all = [...boot.events, ...eventsOfSpans(boot)].sort((a, b) => a.order - b.order);
  known.set(boot, all);
  return all;
}

const named = new WeakMap<Boot, ReadonlyMap<string, readonly BootEvent[]>>();

/** The events of a boot with that name, in order. */
export function eventsNamed(boot: Boot, name: string): readonly BootEvent[] {
  const byName = named.get(boot) ?? grouped(eventsOf(boot), (event) => event.name);
  named.set(boot, byName);
  return byName.get(name) ?? [];
}

/** Spans that the same signals gave as these events. */
export function spansOfEvents(boot: Boot, events: readonly BootEvent[]): Span[] {
  const orders = new Map<number, Set<string>>();
  for (const event of events) {
    const names = orders.get(event.order) ?? new Set<string>();
    orders.set(event.order, names.add(event.name));
  }
  return spansOf(boot).filter((span) => span.events.some((name) => orders.get(span.order)?.has(name)));
}

const placed = new WeakMap<Boot, ReadonlyMap<number, readonly Span[]>>();

/** The first span that the same signal gave as this event. Asked for each of many events, so kept by boot. */
export function spanOfEvent(boot: Boot, event: BootEvent): Span | undefined {
  const byOrder = placed.get(boot) ?? grouped(spansOf(boot), (span) => span.order);
  placed.set(boot, byOrder);
  return byOrder.get(event.order)?.find((span) => span.events.includes(event.name));
}

/** Events that say that a phase was worked on, so that without a span of it its time is untold. */
export const eventsOfPhase: Readonly<{ [phase in Phase]?: readonly string[] }> = {
  schedule: ['scheduling-wait'],
  image: ['image-pull'],
  process: ['import', 'package-install'],
  'weights-fetch': ['weights-download', 'hub-check'],
  'weights-load': ['model-load', 'worker-load'],
  tokenizer: ['tokenizer-load'],
  'device-init': ['device-init', 'collective-init'],
  compile: ['compile', 'graph-optimization'],
  autotune: ['autotune'],
  'graph-capture': ['graph-capture'],
  warmup: ['warmup'],
};

function eventsOfSpans(boot: Boot): BootEvent[] {
  const stated = new Set(boot.events.map((event) => `${event.order} ${event.name}`));
  return spansOf(boot).flatMap((span) => {
    const evidence = span.evidence.at(-1);
    if (evidence === undefined) return [];
    return span.events
      .filter((name) => !stated.has(`${span.order} ${name}`))
      .map((name) => ({ name, scope: span.scope, time: span.end, process: span.process, facts: span.facts, signal: span.signal, evidence, order: span.order }));
  });
}
