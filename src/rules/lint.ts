import type { Finding } from './finding.js';
import { lintCauses } from './lint-causes.js';
import type { LintOptions } from './lint-options.js';
import { lintOverfit } from './lint-overfit.js';
import { lintPatterns } from './lint-patterns.js';
import { lintSignals } from './lint-signals.js';
import { lintSources } from './lint-sources.js';
import type { LoadedRules } from './load.js';

/** What is wrong with rules beyond their schema: files in order, errors and warnings. */
export function lintRules(loaded: LoadedRules, options: LintOptions = {}): Finding[] {
  const unread = loaded.problems.map(({ reason, file, line, column }): Finding => ({ severity: 'error', reason, place: { file, line, column } }));
  return [
    ...unread,
    ...loaded.runtimes.flatMap(lintPatterns),
    ...lintSignals(loaded, options),
    ...lintCauses(loaded, options),
    ...loaded.runtimes.flatMap(lintOverfit),
    ...loaded.runtimes.flatMap(lintSources),
  ];
}
