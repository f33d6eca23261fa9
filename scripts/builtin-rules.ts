import { compileRules } from '../src/rules/compile.js';
import type { RuleSet } from '../src/rules/set.js';
import { writeIfChanged } from './write-tree.js';

/** Compiles `rules/` into the one module that `src/rules/builtin.ts` hands out. Throws a UserError that says what is wrong with a rule, by file and line. */
export async function writeBuiltinRules(): Promise<void> {
  const rules = JSON.stringify(withoutTests(await compileRules('rules')));
  // JSON.parse of a string loads faster than the same as an object literal.
  const source = `// Made from rules/ by scripts/builtin-rules.ts. Do not edit.
import type { RuleSet } from './set.js';

export const builtinRules: RuleSet = JSON.parse(${JSON.stringify(rules)});
`;
  writeIfChanged('src/rules/builtin.generated.ts', source);
}

/** Every start parses the module, so it leaves out what only the rules' own tests read; one example a signal stays, for `explain`. */
function withoutTests(rules: RuleSet): RuleSet {
  return {
    ...rules,
    runtimes: rules.runtimes.map((runtime) => ({
      ...runtime,
      signals: runtime.signals.map((signal) => ({ ...signal, examples: signal.examples.slice(0, 1), counterexamples: [] })),
    })),
    causes: rules.causes.map((cause) => ({ ...cause, examples: { shows: [], not: [] } })),
  };
}
