import type { Finding } from '../finding.js';
import type { LoadedRules } from '../yaml/load.js';
import { lintCauses } from './causes.js';
import type { LintOptions } from './options.js';
import { lintOverfit } from './overfit.js';
import { lintPatterns } from './patterns.js';
import { lintSignals } from './signals.js';
import { lintSources } from './sources.js';

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
