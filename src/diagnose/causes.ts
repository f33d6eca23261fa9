import type { Boot } from '../model/boot.js';
import type { Scope } from '../model/phase.js';
import type { Cause, Confidence, Unevaluated } from '../model/report.js';
import type { Seconds } from '../model/units.js';
import type { RuntimeRules } from '../rules/schema.js';
import { fillBecause } from './because.js';
import { besideSeconds } from './beside.js';
import { fixesOf, runtimesOf } from './fixes.js';
import { basisOf, evidenceOf, type Finding, scopeOf, secondsOf } from './found.js';
import type { Held, Judged } from './judge.js';
import { chainsOf, inOrder } from './order.js';

const mostEvidence = 8;

/** The causes of a boot as the report gives them, in their order. */
export function causesOf(boot: Boot, judged: Judged, runtimes: readonly RuntimeRules[]): Cause[] {
  const chains = chainsOf(judged.held);
  return inOrder(judged.held.map((held) => causeOf(boot, held, runtimes, chains.get(held.rule.id) ?? [])));
}

/** What could not be judged, what the log lacks for it, and what to switch on to know. */
export function unevaluatedOf(boot: Boot, judged: Judged, runtimes: readonly RuntimeRules[]): Unevaluated[] {
  const present = runtimesOf(boot, runtimes);
  return judged.untold.map(({ rule, missing }) => {
    const own = present.find((rules) => rules.howToLog && Object.hasOwn(rules.howToLog, rule.id));
    return { cause: rule.id, missing: rule.missing ?? missing, howToLog: own?.howToLog?.[rule.id] ?? rule.howToLog ?? null };
  });
}

function causeOf(boot: Boot, { rule, findings, severity }: Held, runtimes: readonly RuntimeRules[], becauseOf: readonly string[]): Cause {
  const seconds = secondsOf(boot, findings);
  const scope = scopeOf(findings);
  const share = shareOf(boot, scope, seconds);
  const evidence = evidenceOf(findings);
  return {
    id: rule.id,
    title: rule.title,
    severity,
    confidence: rule.confidence ?? confidenceOf(findings),
    scope,
    seconds,
    share,
    becauseOf,
    evidence: evidence.slice(0, mostEvidence),
    ...(evidence.length > mostEvidence ? { evidenceCount: evidence.length } : {}),
    because: fillBecause(rule.because, boot, findings, { seconds, share }),
    fixes: fixesOf(rule, boot, runtimes, { seconds, scope, basis: basisOf(findings), beside: besideSeconds(boot, findings) }),
  };
}

/** Of the time to ready, or of the first request; null where that whole is unknown. */
function shareOf(boot: Boot, scope: Scope, seconds: Seconds | null): number | null {
  const whole = scope === 'startup' ? (boot.hasBeginning ? boot.timeToReadySeconds : null) : scope === 'request' ? boot.firstRequestSeconds : null;
  if (whole === null || seconds === null || whole <= 0 || seconds > whole) return null;
  return seconds / whole;
}

/** What a line says is certain; what only the difference of two timestamps shows is likely. */
function confidenceOf(findings: readonly Finding[]): Confidence {
  const hasStatement = findings.some((one) => one.events.length > 0 || one.spans.some((span) => span.basis === 'stated') || one.spans.length === 0);
  return hasStatement ? 'certain' : 'likely';
}
