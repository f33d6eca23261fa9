import type { BootReport, Cause, ChecklistEntry, Report, Unevaluated } from '../model/report.js';
import { sanitize } from './escape/sanitize.js';
import { mapTexts } from './escape/texts.js';
import { evidenceLeft } from './evidence-left.js';
import { evidenceDetails, fixDetails } from './findings/details.js';
import { type Case, classNameOf, junitDocument, type Outcome, type Suite } from './junit/suites.js';
import { byCost } from './text/causes.js';
import { bootName } from './text/evidence.js';

const causeOutcome = (cause: Cause): Outcome => {
  if (cause.severity === 'note') return { kind: 'pass' };
  const details = [...evidenceDetails(cause.evidence, evidenceLeft(cause)), ...cause.fixes.flatMap(fixDetails)];
  return { kind: cause.severity === 'error' ? 'error' : 'failure', type: cause.severity, message: `${cause.title}: ${cause.because}`, details };
};

const checkOutcome = (entry: ChecklistEntry): Outcome => {
  if (entry.status === 'pass') return { kind: 'pass' };
  const message = entry.why === '' ? entry.title : `${entry.title}: ${entry.why}`;
  return { kind: entry.status === 'fail' ? 'failure' : 'skipped', type: entry.status, message, details: evidenceDetails(entry.evidence) };
};

const unevaluatedOutcome = (one: Unevaluated): Outcome => ({
  kind: 'skipped',
  type: 'unknown',
  message: one.missing,
  details: one.howToLog === null ? [] : [`to know: ${one.howToLog}`],
});

const casesOf = (boot: BootReport): Case[] => {
  const causes = classNameOf(bootName(boot.id), 'causes');
  const checklist = classNameOf(bootName(boot.id), 'checklist');
  return [
    ...boot.checklist.map((entry) => ({ name: entry.item, className: checklist, seconds: null, outcome: checkOutcome(entry) })),
    ...byCost(boot.causes).map((cause) => ({ name: cause.id, className: causes, seconds: cause.seconds, outcome: causeOutcome(cause) })),
    ...boot.unevaluated.map((one) => ({ name: one.cause, className: causes, seconds: null, outcome: unevaluatedOutcome(one) })),
  ];
};

const suiteOf = (boot: BootReport): Suite => ({
  name: bootName(boot.id),
  startedAt: boot.startedAt,
  seconds: boot.timeToReadySeconds,
  properties: { verdict: boot.verdict, reason: boot.reason, runtime: boot.runtime, ...(boot.replica === null ? {} : { replica: boot.replica }) },
  cases: casesOf(boot),
});

/** A report as JUnit XML: a suite for each boot, a case for each point of the checklist, each cause found, and each that could not be judged. */
export const renderJunit = (report: Report): string => junitDocument('coldcase', mapTexts(report, sanitize).boots.map(suiteOf));
