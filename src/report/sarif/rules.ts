import { fixDetails } from '../findings/details.js';
import type { Finding } from '../findings/finding.js';
import { message } from './message.js';

type Text = { readonly text: string };

export type Rule = {
  readonly id: string;
  readonly shortDescription: Text;
  /** GitHub refuses a rule without it. */
  readonly fullDescription: Text;
  readonly help: Text;
  readonly defaultConfiguration: { readonly level: string };
};

const helpOf = (findings: readonly Finding[]): string => {
  const fixes = new Set(findings.flatMap((finding) => finding.fixes.map((fix) => fixDetails(fix).join('\n'))));
  const cause = findings[0]?.cause ?? null;
  const lines = [...(fixes.size === 0 ? [] : ['What to change:', ...fixes]), ...(cause === null ? [] : [`More: coldcase explain ${cause}`])];
  return lines.length === 0 ? 'See the message of the result.' : lines.join('\n');
};

const ruleOf = (first: Finding, findings: readonly Finding[]): Rule => ({
  id: first.rule,
  shortDescription: message(first.title),
  fullDescription: message(first.title),
  help: message(helpOf(findings)),
  defaultConfiguration: { level: first.severity },
});

/** The rules of the findings, each once: what it is, and what can be done about it in these starts. */
export const rulesOf = (findings: readonly Finding[]): readonly Rule[] => {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.rule, [...(groups.get(finding.rule) ?? []), finding]);
  return [...groups.values()].flatMap((group) => group.slice(0, 1).map((first) => ruleOf(first, group)));
};
