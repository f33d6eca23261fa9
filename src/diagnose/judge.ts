import type { Boot } from '../model/boot.js';
import type { Severity } from '../model/report.js';
import type { CauseRule } from '../rules/schema.js';
import { evaluate } from './condition.js';
import { type Failure, failureOf } from './failure.js';
import type { Finding } from './found.js';
import { explainsFailure, severityOf } from './severity.js';
import { type Thresholds, withThresholds } from './thresholds.js';

/** A cause that holds in a boot, with what shows it. */
export type Held = { readonly rule: CauseRule; readonly findings: readonly Finding[]; readonly severity: Severity };

/** A cause of which the log does not tell whether it holds. */
export type Untold = { readonly rule: CauseRule; readonly missing: string };

export type Judged = { readonly held: readonly Held[]; readonly untold: readonly Untold[]; readonly failure: Failure | null };

/** Which causes hold in a boot and how grave they are, those left out that another one brings with it; and whether the boot failed. */
export function judgeCauses(boot: Boot, causes: readonly CauseRule[], thresholds: Thresholds): Judged {
  const found: { rule: CauseRule; findings: readonly Finding[] }[] = [];
  const untold: Untold[] = [];
  for (const rule of causes) {
    const judgement = evaluate(withThresholds(rule, thresholds).when, boot);
    if (judgement.state === 'matched') found.push({ rule, findings: judgement.findings });
    if (judgement.state === 'unknown') untold.push({ rule, missing: judgement.missing });
  }
  const failure = failureOf(
    boot,
    found.some(({ rule, findings }) => explainsFailure(rule, findings, boot)),
  );
  const graded = found.map((one) => ({ ...one, severity: severityOf(one.rule, one.findings, boot, failure) }));
  const held = blameSomething(
    graded.filter((one) => !isBroughtByAnother(one, graded)),
    failure,
  );
  return { held, untold: untold.filter(({ rule }) => isWorthTelling(rule, boot, graded, failure)), failure };
}

/** Beside what ends a start, only another reason for that end makes it a consequence. */
function isBroughtByAnother(one: Held, all: readonly Held[]): boolean {
  return all.some((other) => one.rule.unless?.includes(other.rule.id) && (one.severity !== 'error' || other.severity === 'error'));
}

/** A boot that failed for no reason that is sure: what could have broken it is named as what did. */
function blameSomething(held: readonly Held[], failure: Failure | null): readonly Held[] {
  if (failure === null || held.some((one) => one.severity === 'error')) return held;
  return held.map((one) => (one.rule.severity === 'error' && one.findings.some((finding) => finding.events.length > 0) ? { ...one, severity: 'error' } : one));
}

function isWorthTelling(rule: CauseRule, boot: Boot, graded: readonly Held[], failure: Failure | null): boolean {
  if (graded.some((other) => rule.unless?.includes(other.rule.id))) return false;
  // A start that failed has no latency to wish for.
  return !(rule.group === 'latency' && failure !== null && boot.requests.length === 0);
}
