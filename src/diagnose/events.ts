import type { Boot, BootEvent, Span } from '../model/boot.js';
import type { Phase } from '../model/phase.js';
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

/** Spans that the same signals gave as these events. */
export function spansOfEvents(boot: Boot, events: readonly BootEvent[]): Span[] {
  const orders = new Map<number, Set<string>>();
  for (const event of events) {
    const names = orders.get(event.order) ?? new Set<string>();
    orders.set(event.order, names.add(event.name));
  }
  return spansOf(boot).filter((span) => span.events.some((name) => orders.get(span.order)?.has(name)));
}

const firstSpans = new WeakMap<Boot, ReadonlyMap<string, Span>>();

/** The first span that the same signal gave as this event. */
export function spanOfEvent(boot: Boot, event: BootEvent): Span | undefined {
  const spans =
    firstSpans.get(boot) ??
    new Map(
      spansOf(boot)
        .toReversed()
        .flatMap((span) => span.events.map((name) => [`${span.order} ${name}`, span] as const)),
    );
  firstSpans.set(boot, spans);
  return spans.get(`${event.order} ${event.name}`);
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
