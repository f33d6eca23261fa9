import type { Finding } from '../finding.js';
import type { RuntimeRules } from '../schema.js';
import type { RuleFile } from '../yaml/load.js';

/**
 * Patterns without a source: a signal, or a suspect, that points to no page or source file that shows the line, and whose runtime names none
 * either. Plain words of any service (`kind: generic`) have no source to point to.
 */
export function lintSources({ rule, place }: RuleFile<RuntimeRules>): Finding[] {
  if (rule.kind === 'generic' || (rule.references ?? []).length > 0) return [];
  const warn = (reason: string, path: readonly (string | number)[]): Finding => ({ severity: 'warning', reason, place: place([...path]) });
  return [
    ...rule.signals.flatMap(({ id, references = [] }, index) =>
      references.length > 0 ? [] : [warn(`\`${id}\` has no reference; point to the source or page that shows the line`, ['signals', index, 'id'])],
    ),
    ...(rule.suspects ?? []).flatMap(({ reference }, index) =>
      reference !== undefined ? [] : [warn('this suspect has no reference; point to the source or page that says what is done there', ['suspects', index])],
    ),
  ];
}
