import type { Basis, Boot, BootEvent, Evidence, Span } from '../model/boot.js';
import type { Scope } from '../model/phase.js';
import type { Facts } from '../model/signal.js';
import type { Seconds } from '../model/units.js';
import { chosenSeconds } from './wall.js';

/** What one simple condition found in a boot. */
export type Finding = {
  readonly spans: readonly Span[];
  readonly events: readonly BootEvent[];
  /** The records that show it, the most telling first. */
  readonly evidence: readonly Evidence[];
  /** Cost that no span carries (a latency above the steady one). */
  readonly seconds: Seconds | null;
  readonly scope: Scope | null;
  readonly basis: Basis | null;
  /** What the sentence may say; preformatted text or plain facts. */
  readonly facts: Facts;
};

/** A condition holds (with what shows it), does not hold, or cannot be judged (with what the log lacks). */
export type Judgement =
  | { readonly state: 'matched'; readonly findings: readonly Finding[] }
  | { readonly state: 'not-matched' }
  | { readonly state: 'unknown'; readonly missing: string };

export const notMatched: Judgement = { state: 'not-matched' };

/** A finding with what is not given left empty. */
export function finding(given: Partial<Finding>): Finding {
  return { spans: [], events: [], evidence: [], seconds: null, scope: null, basis: null, facts: {}, ...given };
}

/** Seconds of all findings, each span counted once; null where nothing says how long. */
export function secondsOf(boot: Boot, findings: readonly Finding[]): Seconds | null {
  const spans = new Set(findings.flatMap((one) => [...one.spans]));
  const more = findings.reduce<number | null>((sum, one) => (one.seconds === null ? sum : (sum ?? 0) + one.seconds), null);
  if (spans.size === 0) return more;
  return chosenSeconds(boot, spans) + (more ?? 0);
}

/** The scope in which most of the time went, else that of the first event. */
export function scopeOf(findings: readonly Finding[]): Scope {
  const seconds = new Map<Scope, number>();
  for (const span of new Set(findings.flatMap((one) => [...one.spans]))) seconds.set(span.scope, (seconds.get(span.scope) ?? 0) + span.seconds);
  const [most] = [...seconds].sort((a, b) => b[1] - a[1]);
  if (most) return most[0];
  for (const one of findings) {
    if (one.scope !== null) return one.scope;
    const [event] = one.events;
    if (event) return event.scope;
  }
  return 'startup';
}

/** Whether all the time of the findings is what the log states; null where none has a time. */
export function basisOf(findings: readonly Finding[]): Basis | null {
  const bases = findings.flatMap((one) => [...one.spans.map((span) => span.basis), ...(one.basis === null ? [] : [one.basis])]);
  if (bases.length === 0) return null;
  return bases.every((basis) => basis === 'stated') ? 'stated' : 'measured';
}

/** The records of all findings, in turn from each, each record once. */
export function evidenceOf(findings: readonly Finding[]): Evidence[] {
  const chosen = new Map<string, Evidence>();
  const longest = Math.max(0, ...findings.map((one) => one.evidence.length));
  for (let turn = 0; turn < longest; turn++) {
    for (const one of findings) {
      const evidence = one.evidence[turn];
      if (evidence === undefined) continue;
      const key = `${evidence.line} ${evidence.file}`;
      if (!chosen.has(key)) chosen.set(key, evidence);
    }
  }
  return [...chosen.values()];
}
