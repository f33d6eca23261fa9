import type { Finding } from '../finding.js';
import { quickLinearity } from '../linear/proof.js';
import { patternsOf } from '../match/placed-patterns.js';
import type { RuntimeRules } from '../schema.js';
import { requiredLiterals } from '../sieve/literals.js';
import type { RuleFile } from '../yaml/load.js';

/** What is wrong with a file's patterns; the few of which only the checker can tell whether they run in linear time are left to `lintLinear`. */
export function lintPatterns(file: RuleFile<RuntimeRules>): Finding[] {
  return patternsOf(file.rule).flatMap(({ pattern, path, isSearched }) => {
    const reason = reasonAgainst(pattern, isSearched);
    return reason === null ? [] : [{ severity: 'error' as const, reason: `\`${pattern}\` ${reason}`, place: file.place(path) }];
  });
}

function reasonAgainst(pattern: string, isSearched: boolean): string | null {
  const found = isSearched ? requiredLiterals(pattern) : null;
  if (found?.kind === 'none') return `${found.reason}; name a word of the line outside optional parts`;
  const linearity = quickLinearity(pattern);
  return linearity.kind === 'refused' ? linearity.reason : null;
}
