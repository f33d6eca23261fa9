import type { GateReport } from '../model/gate.js';
import type { Report, Severity } from '../model/report.js';
import { relativePath } from './escape/relative-path.js';
import type { Finding } from './findings/finding.js';
import { causeFindings } from './findings/findings.js';
import { fingerprints } from './findings/fingerprint.js';
import { budgetFindings } from './gate/findings.js';
import { renderJson } from './json.js';

/** GitLab's own five are info, minor, major, critical and blocker. */
const severities: { readonly [severity in Severity]: string } = { error: 'critical', warning: 'major', note: 'info' };

const issueOf = ({ place, ...finding }: Finding, fingerprint: string): object => ({
  description: `${finding.title}: ${finding.message}`,
  check_name: finding.rule,
  fingerprint,
  severity: severities[finding.severity],
  location: { path: relativePath(place.file), lines: { begin: place.line } },
});

const codeQuality = (findings: readonly Finding[]): string => {
  const hashes = fingerprints(findings);
  return renderJson(findings.map((finding, index) => issueOf(finding, hashes[index] ?? '')));
};

/** A report in GitLab's format for code quality: an issue for each cause. */
export const renderGitlab = (report: Report): string => codeQuality(causeFindings(report));

/** A gate's answer in GitLab's format for code quality: an issue for each budget that was not kept or could not be decided. */
export const renderGateGitlab = (gate: GateReport): string => codeQuality(budgetFindings(gate));
