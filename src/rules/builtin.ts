import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCompiled } from './compiled/compiled.js';
import type { RuleSet } from './set.js';

/** The rules of `rules/`, compiled at build time into one file. It lies above this folder, as above those of the built command and library. */
export const builtinRules: RuleSet = readCompiled(readFileSync(join(import.meta.dirname, '../builtin-rules.bin')));
