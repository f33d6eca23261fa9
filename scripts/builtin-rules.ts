import { compileRules } from '../src/rules/compile.js';
import { writeIfChanged } from './write-tree.js';

/** Compiles `rules/` into the one module that `src/rules/builtin.ts` hands out. Throws what is wrong with a rule, by file and line. */
export async function writeBuiltinRules(): Promise<void> {
  const rules = JSON.stringify(await compileRules('rules'));
  // JSON.parse of a string loads faster than the same as an object literal.
  const source = `// Made from rules/ by scripts/builtin-rules.ts. Do not edit.
import type { RuleSet } from './set.js';

export const builtinRules: RuleSet = JSON.parse(${JSON.stringify(rules)});
`;
  writeIfChanged('src/rules/builtin.generated.ts', source);
}
