import { existsSync } from 'node:fs';
import { argv, env } from 'node:process';
import { UserError } from '../src/model/user-error.js';
import { writeBuiltinRules } from './builtin-rules.js';

/**
 * Builds `dist/`: the command, the library, its types, the JSON Schemas. Rules come first, since both read them, then the
 * browser's part of the page, which the bundle holds. `--rules` stops after the rules.
 */

// `npx coldcase` inside a checkout links the checkout and prepares it once more; `npm install` has just done so.
const isPreparedAgain = env.npm_lifecycle_event === 'prepare' && env.npm_command === 'exec' && existsSync('dist/bin/coldcase.js');

try {
  if (!isPreparedAgain) await build();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function build(): Promise<void> {
  const rules = await writeBuiltinRules();
  if (argv.includes('--rules')) return;
  const { writePackageTree } = await import('./package-tree.js');
  await writePackageTree(rules);
}
