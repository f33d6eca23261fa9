import { type BootReport, type Cause, type Report, severityRank } from '../../model/report.js';
import { relativeBoot } from '../escape/relative-path.js';
import { sanitize } from '../escape/sanitize.js';
import { mapTexts } from '../escape/texts.js';
import { byCost } from '../text/causes.js';
import { evidencePlace, type Finding, topOf } from './finding.js';

const messageOf = (cause: Cause, boot: BootReport, isOnlyBoot: boolean): string => {
  const led = cause.becauseOf.length === 0 ? '' : ` Because of ${cause.becauseOf.join(', ')}.`;
  return `${isOnlyBoot ? '' : `${relativeBoot(boot.id)}: `}${cause.because}${led}`;
};

const propertiesOf = (cause: Cause, boot: BootReport): Finding['properties'] => ({
  boot: relativeBoot(boot.id),
  confidence: cause.confidence,
  scope: cause.scope,
  ...(cause.seconds === null ? {} : { seconds: cause.seconds }),
  ...(cause.share === null ? {} : { share: cause.share }),
  ...(cause.becauseOf.length === 0 ? {} : { becauseOf: cause.becauseOf }),
});

const findingOf = (cause: Cause, boot: BootReport, isOnlyBoot: boolean): Finding => {
  const [first, ...related] = cause.evidence;
  return {
    rule: cause.id,
    title: cause.title,
    severity: cause.severity,
    message: messageOf(cause, boot, isOnlyBoot),
    place: first === undefined ? topOf(boot.id.replace(/#\d+$/, '')) : evidencePlace(first),
    related,
    cause: cause.id,
    fixes: cause.fixes,
    identity: JSON.stringify([cause.id, boot.id]),
    tolerated: null,
    properties: propertiesOf(cause, boot),
  };
};

/** The causes of all boots, gravest first, then by cost; nothing in them that a terminal could obey. */
export const causeFindings = (given: Report): readonly Finding[] => {
  const { boots } = mapTexts(given, sanitize);
  const findings = boots.flatMap((boot) => byCost(boot.causes).map((cause) => findingOf(cause, boot, boots.length === 1)));
  return findings.sort((a, b) => severityRank[b.severity] - severityRank[a.severity]);
};
