import { compileRules } from '../src/rules/compile.js';
import type { RuleSet } from '../src/rules/set.js';
import { writeIfChanged } from './write-tree.js';

/** Compiles `rules/` into the one module that `src/rules/builtin.ts` hands out. Throws a UserError that says what is wrong with a rule, by file and line. */
export async function writeBuiltinRules(): Promise<void> {
  const json = JSON.stringify(withoutTests(await compileRules('rules')));
  // Every start parses this: JSON.parse of a string is faster than an object literal, and a string of ASCII alone a third faster again.
  const ascii = json.replaceAll(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const source = `// Made from rules/ by scripts/builtin-rules.ts. Do not edit.
import type { RuleSet } from './set.js';

export const builtinRules: RuleSet = JSON.parse(${JSON.stringify(ascii)});
`;
  writeIfChanged('src/rules/builtin.generated.ts', source);
}

/** Without what only the rules' own tests and their readers use; one example a signal stays, for `explain`. */
function withoutTests(rules: RuleSet): RuleSet {
  return {
    ...rules,
    runtimes: rules.runtimes.map(({ references: _, ...runtime }) => ({
      ...runtime,
      signals: runtime.signals.map(({ references: _, falsePositives: __, ...signal }) => ({
        ...signal,
        examples: signal.examples.slice(0, 1),
        counterexamples: [],
      })),
    })),
    causes: rules.causes.map((cause) => ({ ...cause, examples: { shows: [], not: [] } })),
  };
}
