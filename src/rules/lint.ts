import type { Finding } from './finding.js';
import { lintCauses } from './lint-causes.js';
import { lintOverfit } from './lint-overfit.js';
import { lintPatterns } from './lint-patterns.js';
import { lintSignals } from './lint-signals.js';
import type { LoadedRules } from './load.js';
import type { RuleSet } from './set.js';

/** What the linter takes for granted. */
export type LintOptions = {
  /** Rules that these add to: their ids are known, and may be overridden. */
  readonly base?: RuleSet;
  /** Only some files of a folder are at hand: names that other files may define are not complained about. */
  readonly isPartial?: boolean;
};

/** What is wrong with rules beyond their schema: files in order, errors and warnings. */
export function lintRules(loaded: LoadedRules, options: LintOptions = {}): Finding[] {
  const unread = loaded.problems.map(({ reason, file, line, column }): Finding => ({ severity: 'error', reason, place: { file, line, column } }));
  return [...unread, ...loaded.runtimes.flatMap(lintPatterns), ...lintSignals(loaded, options), ...lintCauses(loaded, options), ...loaded.runtimes.flatMap(lintOverfit)];
}
