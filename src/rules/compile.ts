import { UserError } from '../model/user-error.js';
import { asUserError } from './finding.js';
import { lintRules } from './lint/lint.js';
import type { RuleSet } from './set.js';
import { indexPatterns } from './sieve/prefilter.js';
import { type LoadedRules, loadRules } from './yaml/load.js';

/**
 * Reads, checks and compiles a folder of rules (`signals/`, `causes/`). Throws a UserError that names everything that is wrong, by file and line.
 * Whether patterns run in linear time takes minutes to prove and is checked by `lintLinear`, not here.
 */
export async function compileRules(folder: string): Promise<RuleSet> {
  const loaded = await loadRules(folder);
  const errors = lintRules(loaded)
    .filter((finding) => finding.severity === 'error')
    .map(asUserError);
  const [first] = errors;
  if (errors.length === 1 && first !== undefined) throw first;
  if (errors.length > 1) throw new UserError(`${errors.length} rules cannot be used:\n${errors.map((error) => error.message).join('\n')}`);
  return ruleSetOf(loaded);
}

/** The rule set of loaded rules, literals worked out. */
export function ruleSetOf(loaded: LoadedRules): RuleSet {
  const runtimes = loaded.runtimes.map(({ rule }) => rule);
  const causes = loaded.causes.map(({ rule }) => rule);
  return { runtimes, causes, ...indexPatterns(runtimes) };
}
