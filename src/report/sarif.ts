import type { GateReport } from '../model/gate.js';
import type { Report } from '../model/report.js';
import type { Finding } from './findings/finding.js';
import { causeFindings } from './findings/findings.js';
import { fingerprints } from './findings/fingerprint.js';
import { budgetFindings } from './gate/findings.js';
import { renderJson } from './json.js';
import { bases, locationOf, relatedLocations } from './sarif/locations.js';
import { message } from './sarif/message.js';
import { rulesOf } from './sarif/rules.js';

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

const resultOf = (finding: Finding, ruleIndex: number, fingerprint: string): object => ({
  ruleId: finding.rule,
  ruleIndex,
  level: finding.severity,
  message: message(finding.message),
  locations: [locationOf(finding.place)],
  ...(finding.related.length === 0 ? {} : { relatedLocations: relatedLocations(finding.related) }),
  // The first is ours; GitHub knows a result again by the second, and computes it from the file's text where it is missing.
  partialFingerprints: { 'coldcase/v1': fingerprint, primaryLocationLineHash: `${fingerprint}:1` },
  ...(finding.tolerated === null ? {} : { suppressions: [{ kind: 'external', status: 'accepted', justification: finding.tolerated }] }),
  properties: finding.properties,
});

type Run = { readonly command: 'diagnose' | 'gate'; readonly version: string; readonly findings: readonly Finding[] };

/** A SARIF 2.1.0 log of one run (OASIS, sarif-v2.1.0-os). */
const sarif = ({ command, version, findings }: Run): string => {
  const rules = rulesOf(findings);
  const indexes = new Map(rules.map((rule, index) => [rule.id, index]));
  const hashes = fingerprints(findings);
  const results = findings.map((finding, index) => resultOf(finding, indexes.get(finding.rule) ?? -1, hashes[index] ?? ''));
  return renderJson({
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'coldcase', version, semanticVersion: version, rules } },
        automationDetails: { id: `coldcase/${command}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: bases,
        results,
      },
    ],
  });
};

/** A report as SARIF: a result for each cause, at the first line that shows it. */
export const renderSarif = (report: Report): string => sarif({ command: 'diagnose', version: report.tool.version, findings: causeFindings(report) });

/** A gate's answer as SARIF: a result for each budget that was not kept or could not be decided, at its place in the policy. */
export const renderGateSarif = (gate: GateReport): string => sarif({ command: 'gate', version: gate.tool.version, findings: budgetFindings(gate) });
