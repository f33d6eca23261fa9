import type { Boot } from '../model/boot.js';
import type { Severity } from '../model/report.js';
import type { CauseRule } from '../rules/schema.js';
import { eventsOf } from './events.js';
import type { Failure } from './failure.js';
import type { Finding } from './found.js';
import { endOfSpan, isAfter, momentOfEvent, spansOf } from './moment.js';

/** Events after which a start, or its requests, cannot go on. */
const fatalEvents: ReadonlySet<string> = new Set([
  'oom-device',
  'oom-host',
  'sigkill-exit',
  'device-unavailable',
  'fork-after-device-init',
  'kernel-binary-missing',
  'compile-cache-unusable',
  'collective-timeout',
  'warmup-failed',
  'start-error',
  'restart-loop',
  'startup-timeout',
]);

/** Events that cost time and end nothing, wherever they stand: a cache is stored after the compile that it missed. */
const costEvents: ReadonlySet<string> = new Set(['compile-cache-cold', 'collective-init', 'compile']);

const aftermath: ReadonlySet<string> = new Set([
  ...fatalEvents,
  'request-error',
  'uncaught-error',
  'last-error',
  'killed',
  'worker-exit',
  'compile-failed',
  'autotune-failed',
]);

/** Whether a cause found in a boot can be what broke it: it says so by its kind of event, or nothing but the failure comes after it. */
export function explainsFailure(rule: CauseRule, findings: readonly Finding[], boot: Boot): boolean {
  if (rule.severity !== 'error') return false;
  const events = findings.flatMap((one) => [...one.events]);
  return events.some((event) => fatalEvents.has(event.name)) || isLastWord(findings, boot);
}

/** Severity of a cause: an error only where the boot failed and the cause explains it. */
export function severityOf(rule: CauseRule, findings: readonly Finding[], boot: Boot, failure: Failure | null): Severity {
  if (rule.severity !== 'error') return rule.severity;
  return failure !== null && explainsFailure(rule, findings, boot) ? 'error' : 'warning';
}

function isLastWord(findings: readonly Finding[], boot: Boot): boolean {
  const events = findings.flatMap((one) => one.events.filter((event) => !costEvents.has(event.name)));
  const names = new Set(events.map((event) => event.name));
  const [first] = events;
  if (first === undefined) return false;
  const last = events.map(momentOfEvent).reduce((latest, moment) => (isAfter(moment, latest) ? moment : latest), momentOfEvent(first));
  if (spansOf(boot).some((span) => isAfter(endOfSpan(span), last))) return false;
  return !eventsOf(boot).some((event) => !aftermath.has(event.name) && !names.has(event.name) && isAfter(momentOfEvent(event), last));
}
