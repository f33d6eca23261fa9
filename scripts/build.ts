import { argv } from 'node:process';
import { UserError } from '../src/model/user-error.js';
import { writeBuiltinRules } from './builtin-rules.js';

/**
 * Builds `dist/`: the command, the library, its types, the JSON Schemas. Rules come first, since the bundle holds them.
 * `--rules` stops after them.
 */
try {
  await writeBuiltinRules();
  if (!argv.includes('--rules')) await (await import('./package-tree.js')).writePackageTree();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
