import { listOf } from '../one-or-more.js';
import type { Condition, RuntimeRules } from '../schema.js';
import type { RuleSet } from '../set.js';

/** What signals can state: the words that a condition may ask for. */
type Reach = {
  readonly phases: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly milestones: ReadonlySet<string>;
  readonly hasMetrics: boolean;
  readonly hasRequests: boolean;
  readonly hasShapes: boolean;
  readonly hasMemory: boolean;
  readonly hasEnds: boolean;
};

/** Ids of the causes whose conditions no signal of the set can fulfil, sorted: they wait for a runtime that states what they ask for. */
export function waitingCauses({ runtimes, causes }: RuleSet): string[] {
  const reach = reachOf(runtimes);
  return causes
    .filter((cause) => !isReachable(cause.when, reach))
    .map((cause) => cause.id)
    .sort();
}

function reachOf(runtimes: readonly RuntimeRules[]): Reach {
  const signals = runtimes.flatMap((runtime) => runtime.signals);
  const facts = signals.flatMap((signal) => [...Object.keys(signal.facts ?? {}), ...listOf(signal.pattern).flatMap(captureNames)]);
  return {
    phases: new Set(signals.flatMap((signal) => listOf(signal.phase))),
    events: new Set(signals.flatMap((signal) => listOf(signal.event))),
    milestones: new Set(signals.flatMap((signal) => listOf(signal.milestone))),
    hasMetrics: signals.some((signal) => signal.metric === true),
    hasRequests: signals.some((signal) => signal.request !== undefined),
    hasShapes: signals.some((signal) => signal.shape !== undefined),
    hasMemory: facts.some((name) => /^(?:peak|limit)(?:[A-Z]|$)/.test(name)),
    hasEnds: signals.some((signal) => signal.boot === 'ends' || signal.boot === 'fails' || signal.boot === 'may-fail'),
  };
}

/** Names of a pattern's named captures. */
function captureNames(pattern: string): string[] {
  return [...pattern.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map((match) => match[1] ?? '');
}

function isReachable(condition: Condition, reach: Reach): boolean {
  if ('all' in condition) return condition.all.every((part) => isReachable(part, reach));
  if ('any' in condition) return condition.any.some((part) => isReachable(part, reach));
  if ('not' in condition) return true;
  if ('phase' in condition) {
    const { phase, event } = condition;
    return listOf(phase).some((one) => reach.phases.has(one)) && (event === undefined || listOf(event).some((one) => reach.events.has(one)));
  }
  if ('event' in condition) return listOf(condition.event).some((event) => reach.events.has(event));
  if ('latency' in condition) return reach.hasMetrics || reach.hasRequests;
  if ('shape' in condition) return reach.hasShapes;
  if ('memory' in condition) return reach.hasMemory;
  if ('outcome' in condition) return condition.outcome === 'running' || reach.hasEnds;
  return !condition.reached || reach.milestones.has(condition.milestone);
}
