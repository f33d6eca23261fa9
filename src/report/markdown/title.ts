import type { BootReport, Report, Verdict } from '../../model/report.js';
import { chainsOf } from './chain.js';
import { inline } from './escape.js';
import { listed, lowered } from './sentence.js';
import { subject } from './subject.js';

const longestTitle = 160;

const kindOf = (boot: BootReport): string => {
  if (boot.verdict === 'failed') return boot.milestones.ready === null ? 'Failed start' : 'Failed replica';
  const kinds: { readonly [verdict in Exclude<Verdict, 'failed'>]: string } = {
    cold: 'Cold first requests',
    slow: 'Slow start',
    warm: 'Healthy start',
    unknown: 'Start',
  };
  return kinds[boot.verdict];
};

/** What happened and why, in one line. */
export const bootTitle = (boot: BootReport): string => {
  if (boot.verdict === 'unknown') return 'No start found';
  const root = chainsOf(boot.causes)[0]?.root.title;
  return `${kindOf(boot)} of ${subject(boot)}${root === undefined ? '' : `: ${inline(lowered(root).slice(0, longestTitle))}`}`;
};

const verdicts: readonly Verdict[] = ['failed', 'cold', 'slow', 'unknown', 'warm'];
const verdictWords: { readonly [verdict in Verdict]: string } = { failed: 'failed', cold: 'cold', slow: 'slow', unknown: 'untold', warm: 'healthy' };

/** `2 failed, 1 cold and 3 healthy`. */
const tally = (boots: readonly BootReport[]): string => {
  const counts = verdicts.map((verdict) => [boots.filter((boot) => boot.verdict === verdict).length, verdictWords[verdict]] as const);
  return listed(counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`));
};

/** The page's title, without its mark. */
export const pageTitle = ({ boots }: Report): string => {
  const [first] = boots;
  if (first === undefined) return 'No start found';
  if (boots.length === 1) return bootTitle(first);
  const isAlike = boots.every(({ verdict }) => verdict === first.verdict);
  return `${boots.length} starts${isAlike ? `, all ${verdictWords[first.verdict]}` : `: ${tally(boots)}`}`;
};
