import type { RuleSet } from '../set.js';

/** What the linter takes for granted. */
export type LintOptions = {
  /** Rules that these add to: their ids are known, and may be overridden. */
  readonly base?: RuleSet;
  /** Only some files of a folder are at hand: names that other files may define are not complained about. */
  readonly isPartial?: boolean;
};
