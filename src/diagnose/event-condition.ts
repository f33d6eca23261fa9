import type { Boot, BootEvent, Evidence, Span } from '../model/boot.js';
import type { Facts } from '../model/signal.js';
import { listOf } from '../rules/one-or-more.js';
import type { EventCondition } from '../rules/schema.js';
import { eventsOf, spanOfEvent, spansOfEvents } from './events.js';
import { finding, type Judgement, notMatched } from './found.js';
import { isAfter, isSameRecord, momentOfEvent } from './moment.js';
import { placeTest } from './place.js';
import { isInRange } from './range.js';

/** Judges a condition on events: which, where, how often, in how many processes, after what. */
export function evaluateEvent(condition: EventCondition, boot: Boot): Judgement {
  const names = listOf(condition.event);
  const scopes = condition.scope && listOf(condition.scope);
  const isInPlace = placeTest(boot, condition);
  const follows = followerTest(condition, boot);
  const events = eventsOf(boot).filter(
    (event) =>
      names.includes(event.name) &&
      (!scopes || scopes.includes(event.scope)) &&
      hasFacts(event.facts, condition.where) &&
      isInPlace(momentOfEvent(event)) &&
      follows(event),
  );
  if (events.length === 0) return notMatched;
  if (condition.count && !isInRange(events.length, condition.count)) return notMatched;
  if (condition.processes && !isInRange(new Set(events.flatMap((event) => event.process ?? [])).size, condition.processes)) return notMatched;
  const spans = spansOfEvents(boot, events);
  return {
    state: 'matched',
    findings: [
      finding({ spans, events, evidence: [...events.map((event) => event.evidence), ...evidenceBefore(condition, boot, events)], facts: factsOf(events) }),
    ],
  };
}

/** What the events followed shows the cause as much as they do: a load after an unload is shown by both. */
function evidenceBefore({ after, event }: EventCondition, boot: Boot, events: readonly BootEvent[]): Evidence[] {
  if (after === undefined || !('event' in after) || listOf(event).includes(after.event)) return [];
  const last = Math.max(...events.map((one) => one.order));
  return eventsOf(boot)
    .filter((other) => other.name === after.event && other.order < last)
    .map((other) => other.evidence);
}

/** With `same`: a test whether an event of the `after` kind came earlier whose fact is equal. */
function followerTest({ same, after, event: names }: EventCondition, boot: Boot): (event: BootEvent) => boolean {
  if (same === undefined || after === undefined || !('event' in after)) return () => true;
  const others = eventsOf(boot).filter((other) => other.name === after.event);
  const isEarlier = (event: BootEvent, other: BootEvent): boolean => isAfter(momentOfEvent(event), momentOfEvent(other));
  if (!listOf(names).includes(after.event)) return (event) => others.some((other) => isEarlier(event, other) && agree(event.facts[same], other.facts[same]));
  // A kind of work that follows itself is repeated work only if one process says so of one name, and the first was done:
  // otherwise each shard, encoder and adapter would count as the same one again.
  const keyOf = ({ facts, process }: BootEvent): string | null =>
    facts[same] === undefined || process === null ? null : JSON.stringify([process, facts[same]]);
  const alike = new Map<string, BootEvent[]>();
  for (const other of others) {
    const key = keyOf(other);
    const known = key === null ? undefined : alike.get(key);
    if (known !== undefined) known.push(other);
    else if (key !== null) alike.set(key, [other]);
  }
  return (event) => {
    const key = keyOf(event);
    const span = spanOfEvent(boot, event);
    if (key === null || span === undefined) return false;
    return (alike.get(key) ?? []).some(
      (other) => isEarlier(event, other) && !isSameRecord(event.evidence, other.evidence) && followsSpan(span, spanOfEvent(boot, other)),
    );
  };
}

function followsSpan(later: Span | undefined, earlier: Span | undefined): boolean {
  if (later === undefined || earlier === undefined) return false;
  return later.start === null || earlier.end === null || later.start >= earlier.end;
}

function agree(a: Facts[string] | undefined, b: Facts[string] | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function hasFacts(facts: Facts, where: EventCondition['where']): boolean {
  return Object.entries(where ?? {}).every(([name, wanted]) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    return typeof wanted === 'object' ? typeof fact === 'number' && isInRange(fact, wanted) : fact === wanted;
  });
}

/** Facts of the first event that states each. */
function factsOf(events: readonly BootEvent[]): Facts {
  const facts: { [name: string]: Facts[string] } = Object.create(null);
  for (const event of events) for (const [name, value] of Object.entries(event.facts)) facts[name] ??= value;
  return facts;
}
