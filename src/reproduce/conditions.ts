import type { PageCache } from '../model/reproduction.js';

/** What trials of one kind have in common. */
export type Condition = {
  readonly id: string;
  readonly title: string;
  /** `cold` and `unknown` are evicted before each trial, `warm` is read before it. */
  readonly pageCache: PageCache;
};

export const warm: Condition = { id: 'page-cache-warm', title: 'page cache warm', pageCache: 'warm' };

/** The same as `warm`: what the two differ by is the noise of this machine. */
export const warmAgain: Condition = { id: 'page-cache-warm-again', title: 'the same again', pageCache: 'warm' };

const evictedConditions = {
  cold: { id: 'page-cache-cold', title: 'page cache cold', pageCache: 'cold' },
  unknown: { id: 'page-cache-unknown', title: 'page cache unknown', pageCache: 'unknown' },
} as const;

/** The conditions that can be had where evicting the model's pages leads to this; the one that starts coldest is first. */
export function conditionsFor(afterEvicting: PageCache): readonly Condition[] {
  return afterEvicting === 'warm' ? [warm, warmAgain] : [evictedConditions[afterEvicting], warm, warmAgain];
}
