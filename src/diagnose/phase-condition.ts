import type { Boot, Span } from '../model/boot.js';
import { listOf } from '../rules/one-or-more.js';
import type { PhaseCondition } from '../rules/schema.js';
import { eventsOf, eventsOfPhase } from './events.js';
import { finding, type Judgement, notMatched } from './found.js';
import { endOfSpan, momentOfEvent, spansOf } from './moment.js';
import { placeTest } from './place.js';
import { isInRange } from './range.js';
import { aloneSeconds, chosenSeconds } from './wall.js';

const mostRequests = 100;
const printedSeconds = 0.5;

/** Judges a condition on a phase: its spans, their wall time, its longest span, its share of the start. */
export function evaluatePhase(condition: PhaseCondition, boot: Boot): Judgement {
  const chosen = chooseSpans(condition, boot);
  if (chosen.length === 0) return untoldTime(condition, boot);
  const all = spansOf(boot);
  const longest = condition.longest;
  const spans = longest ? chosen.filter((span) => isInRange(aloneSeconds(span, all), longest)) : chosen;
  if (spans.length === 0) return notMatched;
  const seconds = chosenSeconds(boot, new Set(spans));
  if (condition.seconds && !isInRange(seconds, condition.seconds)) return notMatched;
  if (condition.share || condition.startup) {
    const judged = judgeShare(condition, boot, seconds);
    if (judged !== null) return judged;
  }
  const shown = telling(spans);
  return { state: 'matched', findings: [finding({ spans: shown, evidence: shown.flatMap((span) => [...span.evidence]) })] };
}

/** The largest span of each kind first, then the others by size: of ranks that work side by side one is enough, processes in turn are shown each. */
function telling(spans: readonly Span[]): Span[] {
  const bySize = [...spans].sort((a, b) => b.seconds - a.seconds || a.order - b.order);
  const firsts: Span[] = [];
  for (const span of bySize) if (firsts.length < mostKinds && !firsts.some((other) => isLike(span, other))) firsts.push(span);
  return [...firsts, ...bySize.filter((span) => !firsts.includes(span))];
}

const mostKinds = 50;

/** Whether two spans say the same: of one signal, and at the same time as far as is known. */
function isLike(one: Span, other: Span): boolean {
  if (one.signal !== other.signal) return false;
  if (one.start === null || one.end === null || other.start === null || other.end === null) return true;
  return one.start < other.end && other.start < one.end;
}

function chooseSpans(condition: PhaseCondition, boot: Boot): Span[] {
  const phases = listOf(condition.phase);
  const scopes = condition.scope && listOf(condition.scope);
  const events = condition.event && listOf(condition.event);
  const without = condition.without ? listOf(condition.without) : [];
  // Its figure is printed a moment after the work.
  const isInPlace = placeTest(boot, condition, phases.includes('first-request') ? 0 : printedSeconds);
  const spans = phases.includes('first-request') ? requestsAsSpans(boot) : spansOf(boot);
  return spans.filter(
    (span) =>
      phases.includes(span.phase) &&
      (!scopes || scopes.includes(span.scope)) &&
      (!events || span.events.some((name) => events.includes(name))) &&
      !span.events.some((name) => without.includes(name)) &&
      isInPlace(endOfSpan(span), span.evidence),
  );
}

/** Requests as spans of their own, so that the place of any of them can be asked for, timed or not. */
function requestsAsSpans(boot: Boot): Span[] {
  return boot.requests.slice(0, mostRequests).map(({ seconds, start, end, evidence }) => ({
    phase: 'first-request',
    scope: 'request',
    seconds: seconds ?? 0,
    ownSeconds: 0,
    basis: 'measured',
    start,
    end: start ?? end,
    process: null,
    signal: '',
    events: [],
    order: -1,
    evidence,
    facts: {},
  }));
}

/** Null where the share is as asked; a share counts only of a start that is known as a whole. */
function judgeShare(condition: PhaseCondition, boot: Boot, seconds: number): Judgement | null {
  const whole = boot.hasBeginning ? boot.timeToReadySeconds : null;
  if (whole === null) {
    const least = (condition.share?.min ?? 0) * (condition.startup?.min ?? 0);
    if (least > 0 && seconds < least) return notMatched;
    return { state: 'unknown', missing: 'the whole length of the start is not in the log, so that a share of it cannot be told' };
  }
  if (condition.startup && !isInRange(whole, condition.startup)) return notMatched;
  if (condition.share && !(whole > 0 && isInRange(seconds / whole, condition.share))) return notMatched;
  return null;
}

/** Without a span of the phase: unknown where the log says that it was worked on and a time was asked for, else not matched. */
function untoldTime(condition: PhaseCondition, boot: Boot): Judgement {
  const least = condition.seconds?.min ?? condition.longest?.min ?? condition.share?.min;
  if (least === undefined) return notMatched;
  const without = condition.without ? listOf(condition.without) : [];
  const words = (condition.event ? listOf(condition.event) : listOf(condition.phase).flatMap((phase) => eventsOfPhase[phase] ?? [])).filter(
    (word) => !without.includes(word),
  );
  const scopes = condition.scope && listOf(condition.scope);
  const timed = new Set(spansOf(boot).map((span) => span.order));
  const isInPlace = placeTest(boot, condition);
  const untold = eventsOf(boot).find(
    (event) => words.includes(event.name) && (!scopes || scopes.includes(event.scope)) && !timed.has(event.order) && isInPlace(momentOfEvent(event)),
  );
  if (untold === undefined) return notMatched;
  return { state: 'unknown', missing: `line ${untold.evidence.line} says that it happened (${untold.name}), but no line says how long it took` };
}
