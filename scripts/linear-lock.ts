import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../src/model/user-error.js';
import { asUserError } from '../src/rules/finding.js';
import { lintLinear, patternMark } from '../src/rules/linear.js';
import { patternsOf } from '../src/rules/lint-patterns.js';
import { loadRules } from '../src/rules/load.js';
import { writeIfChanged } from './write-tree.js';

const lock = 'rules/linear.lock';

/**
 * Proves that each built-in pattern runs in linear time. A proof takes up to a second, so those found once are kept in
 * `rules/linear.lock` and only new patterns are proved. Throws a UserError that names those that are not linear.
 */
export async function proveLinear(): Promise<void> {
  const loaded = await loadRules('rules');
  const known = new Set(existsSync(lock) ? readFileSync(lock, 'utf8').split('\n') : []);
  const refused: string[] = [];
  for await (const finding of lintLinear(loaded, known)) refused.push(asUserError(finding).message);

  const used = new Set(loaded.runtimes.flatMap(({ rule }) => patternsOf(rule)).map(({ pattern }) => patternMark(pattern)));
  const marks = [...used].filter((mark) => known.has(mark)).sort();
  writeIfChanged(lock, marks.map((mark) => `${mark}\n`).join(''));
  if (refused.length > 0) throw new UserError(`${refused.length} patterns cannot be used:\n${refused.join('\n')}`);
}
