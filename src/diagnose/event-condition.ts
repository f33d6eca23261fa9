import type { Boot, BootEvent, Evidence, Span } from '../model/boot.js';
import type { Facts } from '../model/signal.js';
import { listOf } from '../rules/one-or-more.js';
import type { EventCondition } from '../rules/schema.js';
import { eventsNamed, eventsOf, spanOfEvent, spansOfEvents } from './events.js';
import { finding, type Judgement, notMatched } from './found.js';
import { isAfter, isSameRecord, momentOfEvent } from './moment.js';
import { placeTest } from './place.js';
import { isInRange } from './range.js';

/** Judges a condition on events: which, where, how often, in how many processes, after what. */
export function evaluateEvent(condition: EventCondition, boot: Boot): Judgement {
  const names = listOf(condition.event);
  const scopes = condition.scope && listOf(condition.scope);
  const isInPlace = placeTest(boot, condition);
  const events = eventsOf(boot).filter(
    (event) =>
      names.includes(event.name) &&
      (!scopes || scopes.includes(event.scope)) &&
      hasFacts(event.facts, condition.where) &&
      isInPlace(momentOfEvent(event)) &&
      followsItsLike(condition, boot, event),
  );
  if (events.length === 0) return notMatched;
  if (condition.count && !isInRange(events.length, condition.count)) return notMatched;
  if (condition.processes && !isInRange(processesOf(events), condition.processes)) return notMatched;
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

/** How many processes say so: of one model, where the events name theirs. Workers of two models are no copies of one. */
function processesOf(events: readonly BootEvent[]): number {
  const byModel = new Map<Facts[string] | undefined, Set<string>>();
  for (const { process, facts } of events) {
    if (process === null) continue;
    const model = Object.hasOwn(facts, 'model') ? facts.model : undefined;
    byModel.set(model, (byModel.get(model) ?? new Set<string>()).add(process));
  }
  const unnamed = byModel.get(undefined) ?? new Set<string>();
  const counts = [...byModel.values()].map((processes) => new Set([...processes, ...unnamed]).size);
  return Math.max(0, ...counts);
}

/** With `same`: whether an event of the `after` kind came earlier whose fact is equal. */
function followsItsLike(condition: EventCondition, boot: Boot, event: BootEvent): boolean {
  const { same, after } = condition;
  if (same === undefined || after === undefined || !('event' in after)) return true;
  const isEarlier = (other: BootEvent): boolean => isAfter(momentOfEvent(event), momentOfEvent(other));
  const candidates = eventsNamed(boot, after.event);
  const fact = event.facts[same];
  if (!listOf(condition.event).includes(after.event)) {
    // What does not say its name goes on with what was named last: the wait for a load that another line began.
    const named = fact === undefined ? lastNamedBefore(event, boot, same) : undefined;
    const nameAfter = (other: BootEvent): Facts[string] | undefined => (named !== undefined && named.order > other.order ? named.facts[same] : fact);
    return candidates.some((other) => agree(nameAfter(other), other.facts[same]) && isEarlier(other));
  }
  // A kind of work that follows itself is repeated work only if one process says so of one name, and the first was done:
  // otherwise each shard, encoder and adapter would count as the same one again.
  if (fact === undefined || event.process === null) return false;
  const span = spanOfEvent(boot, event);
  return candidates.some(
    (other) =>
      fact === other.facts[same] &&
      event.process === other.process &&
      isEarlier(other) &&
      !isSameRecord(event.evidence, other.evidence) &&
      followsSpan(span, spanOfEvent(boot, other)),
  );
}

function lastNamedBefore(event: BootEvent, boot: Boot, same: string): BootEvent | undefined {
  return eventsNamed(boot, event.name).findLast((other) => other.order < event.order && other.facts[same] !== undefined);
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
