import { compileRules } from '../src/rules/compile.js';
import { writeCompiled } from '../src/rules/compiled/compiled.js';
import type { RuleSet } from '../src/rules/set.js';
import { writeIfChanged } from './write-tree.js';

/** Where `src/rules/builtin.ts` reads them. */
export const builtinRulesFile = 'builtin-rules.bin';

/** Compiles `rules/` into one file; gives its content. Throws a UserError that says what is wrong with a rule, by file and line. */
export async function writeBuiltinRules(): Promise<Buffer> {
  const compiled = writeCompiled(withoutTests(await compileRules('rules')));
  writeIfChanged(`src/${builtinRulesFile}`, compiled);
  return compiled;
}

/** Without what only the rules' own tests and their readers use; one example a signal stays, for `explain`. */
function withoutTests(rules: RuleSet): RuleSet {
  return {
    ...rules,
    runtimes: rules.runtimes.map(({ references: _, parts: __, ...runtime }) => ({
      ...runtime,
      signals: runtime.signals.map(({ references: _, falsePositives: ___, ...signal }) => ({
        ...signal,
        examples: signal.examples.slice(0, 1),
        counterexamples: [],
      })),
    })),
    causes: rules.causes.map((cause) => ({ ...cause, examples: { shows: [], not: [] } })),
  };
}
