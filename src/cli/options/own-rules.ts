import { UserError } from '../../model/user-error.js';
import type { Finding } from '../../rules/finding.js';
import { lintLinear } from '../../rules/linear/linearity.js';
import { lintRules } from '../../rules/lint/lint.js';
import type { CauseRule, RuntimeRules } from '../../rules/schema.js';
import type { RuleSet } from '../../rules/set.js';
import { indexPatterns } from '../../rules/sieve/prefilter.js';
import { type LoadedRules, loadRules } from '../../rules/yaml/load.js';

const idsOverriding = <T extends { readonly id: string }>(base: readonly T[], own: readonly T[]): T[] => {
  const byId = new Map(own.map((rule) => [rule.id, rule]));
  const kept = base.map((rule) => byId.get(rule.id) ?? rule);
  const known = new Set(base.map((rule) => rule.id));
  return [...kept, ...own.filter((rule) => !known.has(rule.id))];
};

const runtimeOver = (base: RuntimeRules, own: RuntimeRules): RuntimeRules => ({
  ...base,
  ...own,
  detect: [...new Set([...base.detect, ...own.detect])],
  signals: idsOverriding(base.signals, own.signals),
  fixes: { ...base.fixes, ...own.fixes },
  suspects: [...(own.suspects ?? []), ...(base.suspects ?? [])],
  scopes: [...(own.scopes ?? []), ...(base.scopes ?? [])],
  howToLog: { ...base.howToLog, ...own.howToLog },
});

/** Rules laid over others: a signal or cause of the same id takes the place of the other, all else is added. */
const overlay = (base: RuleSet, runtimes: readonly RuntimeRules[], causes: readonly CauseRule[]): RuleSet => {
  const own = new Map(runtimes.map((runtime) => [runtime.runtime, runtime]));
  const known = new Set(base.runtimes.map((runtime) => runtime.runtime));
  const merged = base.runtimes.map((runtime) => {
    const over = own.get(runtime.runtime);
    return over === undefined ? runtime : runtimeOver(runtime, over);
  });
  const all = [...merged, ...runtimes.filter((runtime) => !known.has(runtime.runtime))];
  return { runtimes: all, causes: idsOverriding(base.causes, causes), ...indexPatterns(all) };
};

/** Everything that the linter has to say of a folder's rules, the check for linear time included. */
export const findingsOf = async (loaded: LoadedRules, base: RuleSet | null): Promise<Finding[]> => [
  ...lintRules(loaded, base === null ? {} : { base }),
  ...(await lintLinear(loaded)),
];

/** The rules of a user's folder, broken ones among the problems. Throws a UserError where the folder is not there or holds none. */
export const loadOwnRules = async (folder: string): Promise<LoadedRules> => {
  const loaded = await loadRules(folder);
  if (loaded.runtimes.length + loaded.causes.length + loaded.problems.length === 0)
    throw new UserError('this folder holds no .yaml file with rules; name the one that does', { file: folder });
  return loaded;
};

/** The rule set with the rules of a folder over it. Throws a UserError that names each error by file, line and mend. */
export const addRules = async (base: RuleSet, folder: string): Promise<RuleSet> => {
  const loaded = await loadOwnRules(folder);
  const errors = (await findingsOf(loaded, base)).filter((finding) => finding.severity === 'error');
  const [first] = errors;
  if (first !== undefined && errors.length === 1) throw new UserError(first.reason, first.place);
  if (first !== undefined)
    throw new UserError(`${errors.length} rules cannot be used:\n${errors.map((error) => new UserError(error.reason, error.place).message).join('\n')}`);
  return overlay(
    base,
    loaded.runtimes.map(({ rule }) => rule),
    loaded.causes.map(({ rule }) => rule),
  );
};
