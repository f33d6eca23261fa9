import type { Boot } from '../model/boot.js';
import type { Condition } from '../rules/schema.js';
import { evaluateEvent } from './event-condition.js';
import { finding, type Judgement, notMatched } from './found.js';
import { evaluateLatency } from './latency.js';
import { evaluateMemory } from './memory.js';
import { evaluatePhase } from './phase-condition.js';
import { evaluateShape } from './shapes.js';

/** Judges a condition over a boot: it holds, it does not, or the log does not tell. */
export function evaluate(condition: Condition, boot: Boot): Judgement {
  if ('all' in condition) return evaluateAll(condition.all, boot);
  if ('any' in condition) return evaluateAny(condition.any, boot);
  if ('not' in condition) return negate(evaluate(condition.not, boot));
  if ('phase' in condition) return evaluatePhase(condition, boot);
  if ('event' in condition) return evaluateEvent(condition, boot);
  if ('latency' in condition) return evaluateLatency(condition.latency, boot);
  if ('shape' in condition) return evaluateShape(boot);
  if ('memory' in condition) return evaluateMemory(condition.memory, boot);
  if ('outcome' in condition) return boot.outcome.kind === condition.outcome ? { state: 'matched', findings: [] } : notMatched;
  const mark = boot.milestones[condition.milestone];
  if ((mark !== null) !== condition.reached) return notMatched;
  return { state: 'matched', findings: mark === null ? [] : [finding({ evidence: mark.evidence })] };
}

function evaluateAll(conditions: readonly Condition[], boot: Boot): Judgement {
  const outcomes = conditions.map((condition) => evaluate(condition, boot));
  if (outcomes.some((outcome) => outcome.state === 'not-matched')) return notMatched;
  const unknown = outcomes.find((outcome) => outcome.state === 'unknown');
  return unknown ?? { state: 'matched', findings: findingsOf(outcomes) };
}

function evaluateAny(conditions: readonly Condition[], boot: Boot): Judgement {
  const outcomes = conditions.map((condition) => evaluate(condition, boot));
  if (outcomes.some((outcome) => outcome.state === 'matched')) return { state: 'matched', findings: findingsOf(outcomes) };
  return outcomes.find((outcome) => outcome.state === 'unknown') ?? notMatched;
}

function negate(outcome: Judgement): Judgement {
  if (outcome.state === 'unknown') return outcome;
  return outcome.state === 'matched' ? notMatched : { state: 'matched', findings: [] };
}

function findingsOf(outcomes: readonly Judgement[]) {
  return outcomes.flatMap((outcome) => (outcome.state === 'matched' ? [...outcome.findings] : []));
}
