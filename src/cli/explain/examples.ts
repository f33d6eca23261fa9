import type { Phase } from '../../model/phase.js';
import { listOf } from '../../rules/one-or-more.js';
import { eventsReadBy } from '../../rules/reads.js';
import type { CauseRule, Condition, RuntimeRules, SignalRule } from '../../rules/schema.js';
import { kindRank } from '../../timeline/runtime.js';

const shownExamples = 8;

/** The phases whose time leads to a condition; what it must not hold leads to nothing. */
const phasesReadBy = (condition: Condition): Phase[] => {
  if ('all' in condition) return condition.all.flatMap(phasesReadBy);
  if ('any' in condition) return condition.any.flatMap(phasesReadBy);
  return 'phase' in condition ? [...listOf(condition.phase)] : [];
};

/** Lines that real programs print and that lead to the cause: one a runtime, those that state its event before those of its phase. */
export const exampleLines = (cause: CauseRule, runtimes: readonly RuntimeRules[]): string[] => {
  const events = new Set(eventsReadBy(cause.when));
  const phases = new Set(phasesReadBy(cause.when));
  const isOfEvent = (signal: SignalRule): boolean => listOf(signal.event).some((event) => events.has(event));
  const isOfPhase = (signal: SignalRule): boolean => signal.phase !== undefined && phases.has(signal.phase);
  const lines = runtimes.flatMap(({ runtime, kind, signals }) => {
    const signal = signals.find((one) => isOfEvent(one) && isOfPhase(one)) ?? signals.find(isOfEvent) ?? signals.find(isOfPhase);
    const example = signal?.examples[0];
    if (example === undefined) return [];
    return [{ kind, line: `${runtime}: ${(typeof example === 'string' ? example : example.line).trim().split('\n', 1).join('')}` }];
  });
  // What serves first: its lines are the ones that a reader of its log looks for.
  return lines
    .sort((a, b) => kindRank(a.kind) - kindRank(b.kind))
    .slice(0, shownExamples)
    .map(({ line }) => line);
};
