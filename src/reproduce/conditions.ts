import type { ConditionRole, PageCache } from '../model/reproduction.js';
import type { Change } from './changes.js';

/** What trials of one kind have in common. */
export type Condition = {
  readonly id: string;
  readonly title: string;
  readonly role: ConditionRole;
  /** `cold` and `unknown` are evicted before each trial, `warm` is read before it. */
  readonly pageCache: PageCache;
  readonly change: Change | null;
};

/** What every other condition is compared with. */
export const base: Condition = { id: 'page-cache-warm', title: 'page cache warm', role: 'base', pageCache: 'warm', change: null };

/** The same as `base`: what the two differ by is the noise of this machine. */
const reference: Condition = { ...base, id: 'page-cache-warm-again', title: 'the same again', role: 'reference' };

/**
 * The conditions that can be had where evicting the model's pages leads to this: the one with evicted pages first, then the base, the
 * same again, and each change by itself.
 */
export function conditionsFor(afterEvicting: PageCache, changes: readonly Change[] = []): readonly Condition[] {
  const evicted: Condition = {
    id: `page-cache-${afterEvicting}`,
    title: `page cache ${afterEvicting}`,
    role: 'evicted',
    pageCache: afterEvicting,
    change: null,
  };
  const changed = changes.map((change): Condition => ({ id: change.id, title: change.title, role: 'change', pageCache: 'warm', change }));
  return [...(afterEvicting === 'warm' ? [] : [evicted]), base, reference, ...changed];
}
