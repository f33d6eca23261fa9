import type { Phase, Scope } from '../../model/phase.js';
import type { Record } from '../../model/record.js';
import type { Extent, Facts, Signal } from '../../model/signal.js';
import { listOf } from '../one-or-more.js';
import type { RuntimeRules, SignalRule } from '../schema.js';
import { readFacts } from './facts.js';

/** Tells the phase of a signal that begins or ends a pair: it may stand on either of the two. */
export function createPairedPhases(): (runtime: RuntimeRules, signal: SignalRule) => Phase | null {
  const known = new Map<RuntimeRules, ReadonlyMap<string, Phase>>();
  return (runtime, { phase, starts, ends }) => {
    const key = starts ?? ends;
    if (phase !== undefined || key === undefined) return phase ?? null;
    const phases = known.get(runtime) ?? phasesByKey(runtime);
    known.set(runtime, phases);
    return phases.get(key) ?? null;
  };
}

function phasesByKey({ signals }: RuntimeRules): ReadonlyMap<string, Phase> {
  const phases = new Map<string, Phase>();
  for (const { starts, ends, phase } of signals) {
    const key = starts ?? ends;
    if (key !== undefined && phase !== undefined) phases.set(key, phase);
  }
  return phases;
}

/** A rule that matched a record. */
type Hit = {
  readonly rule: SignalRule;
  readonly runtime: string;
  readonly record: Record;
  readonly match: RegExpExecArray;
  /** Scope that a label in the record's text names. */
  readonly label: Scope | null;
  readonly phase: Phase | null;
};

/** The signal that a match gives. */
export function signalOf({ rule, runtime, record, match, label, phase }: Hit): Signal {
  const facts = readFacts(match.groups ?? {}, rule.facts);
  return {
    id: rule.id,
    runtime,
    record,
    line: lineOf(record, match),
    facts,
    phase,
    extent: extentOf(rule, phase, facts),
    scope: rule.scope ?? label,
    totals: rule.totals ?? [],
    events: listOf(rule.event),
    milestone: rule.milestone ?? null,
    boot: rule.boot ?? null,
    shape: rule.shape ?? null,
    isMetric: rule.metric ?? false,
    request: rule.request ?? null,
    isHeartbeat: rule.heartbeat ?? false,
    typical: rule.typical === undefined ? null : typicalOf(rule.typical),
  };
}

/** An `ends` that also states its seconds keeps its key, so that the open span is closed; the stated figure stands in the facts. */
function extentOf(rule: SignalRule, phase: Phase | null, facts: Facts): Extent | null {
  const lone = rule.lasts === undefined ? {} : ({ mayBeLone: true } as const);
  if (rule.starts !== undefined) return { kind: 'starts', key: rule.starts, ...lone };
  if (rule.ends !== undefined) return { kind: 'ends', key: rule.ends, ...lone };
  if (phase === null) return null;
  if (typeof facts.seconds === 'number') return { kind: 'stated' };
  return rule.lasts === undefined ? null : { kind: rule.lasts };
}

/** Number of the line that the match begins in, or of the error that it ends with; other members of a structured record stand on its one line. */
function lineOf(record: Record, match: RegExpExecArray): number {
  if (record.isSingleLine) return record.line;
  const error = match.groups?.error ?? '';
  const index = error !== '' && match[0].endsWith(error) ? match.index + match[0].length - error.length : match.index;
  const end = Math.min(index, record.text.length);
  let before = record.wraps?.filter((at) => at <= index).length ?? 0;
  for (let feed = record.text.indexOf('\n'); feed !== -1 && feed < end; feed = record.text.indexOf('\n', feed + 1)) before++;
  return record.lines?.[before] ?? record.line + before;
}

function typicalOf({ low, high, for: what, source }: NonNullable<SignalRule['typical']>): Signal['typical'] {
  return { lowSeconds: low, highSeconds: high, for: what, source };
}
