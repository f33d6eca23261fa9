import { builtinRules } from '../../rules/builtin.js';
import type { RuleSet } from '../../rules/set.js';

/** The built-in rules, with the user's folders added to them or in their place. Throws a UserError that names file, line and mend. */
export const readRuleSet = async (folders: readonly string[]): Promise<RuleSet> => {
  let rules = builtinRules;
  for (const folder of folders) {
    // Brings the schema along, which a plain diagnosis has no use for.
    const { addRules } = await import('./own-rules.js');
    rules = await addRules(rules, folder);
  }
  return rules;
};
