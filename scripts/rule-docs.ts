import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../src/model/user-error.js';
import { loadRules } from '../src/rules/yaml/load.js';
import { rulePages } from './rule-docs/pages.js';
import { stalePages } from './rule-docs/stale.js';
import { writeIfChanged } from './write-tree.js';

/** Writes `docs/runtimes/` and `docs/causes/` from the rule files, and takes away pages of rules that are gone. */
try {
  const pages = rulePages(await loadRules('rules'));
  for (const { file, text } of stalePages(pages, 'docs')) if (text === 'belongs to no rule') rmSync(file, { recursive: true });
  for (const [path, content] of pages) writeIfChanged(join('docs', path), content);
  console.log(`${pages.size} pages in docs/runtimes and docs/causes`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
