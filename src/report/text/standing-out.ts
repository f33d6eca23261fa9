import { type BootReport, severityRank } from '../../model/report.js';
import { byCost } from './causes.js';

/** Of more boots than this the ones that stand out are told in full: a page a boot would bury them. */
const mostInFull = 6;
const standingOut = 3;

const gravityOf = (boot: BootReport): number => Math.max(-1, ...boot.causes.map(({ severity }) => severityRank[severity]));

/** What kind of story a boot tells: its verdict and its dearest cause. */
const storyOf = (boot: BootReport): string => `${boot.verdict} ${byCost(boot.causes.filter(({ severity }) => severity !== 'note'))[0]?.id ?? ''}`;

/**
 * The boots to tell in full: all of a few; of many the gravest and slowest, each story once, in the order of the report.
 */
export const toldInFull = (boots: readonly BootReport[]): readonly BootReport[] => {
  if (boots.length <= mostInFull) return boots;
  const gravestFirst = [...boots].sort((left, right) => gravityOf(right) - gravityOf(left) || (right.timeToReadySeconds ?? 0) - (left.timeToReadySeconds ?? 0));
  const stories = new Map<string, BootReport>();
  for (const boot of gravestFirst) if (!stories.has(storyOf(boot))) stories.set(storyOf(boot), boot);
  const chosen = new Set([...stories.values()].slice(0, standingOut));
  return boots.filter((boot) => chosen.has(boot));
};
