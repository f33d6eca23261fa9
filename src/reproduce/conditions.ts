import type { ConditionRole, PageCache } from '../model/reproduction.js';
import type { Change } from './changes.js';

/** What trials of one kind have in common. */
export type Condition = {
  readonly id: string;
  readonly title: string;
  readonly role: ConditionRole;
  /** `cold` and `unknown` are evicted before each trial, `warm` is read before it. */
  readonly pageCache: PageCache;
  /** Whether the library's pages are evicted along with the model's. */
  readonly evictsLibrary?: boolean;
  readonly change: Change | null;
};

/** What every other condition is compared with. */
export const base: Condition = { id: 'page-cache-warm', title: 'page cache warm', role: 'base', pageCache: 'warm', change: null };

/** The same as `base`: what the two differ by is the noise of this machine. */
const reference: Condition = { ...base, id: 'page-cache-warm-again', title: 'the same again', role: 'reference' };

/** The base with one thing changed. */
export const conditionOf = (change: Change): Condition => ({ id: change.id, title: change.title, role: 'change', pageCache: 'warm', change });

/**
 * The conditions that can be had where evicting the model's pages leads to this: those with evicted pages first, the coldest of all in front,
 * then the base, the same again, and each change by itself. `withLibrary` is what evicting the library too leads to; null where nobody asked.
 */
export function conditionsFor(afterEvicting: PageCache, changes: readonly Change[] = [], withLibrary: PageCache | null = null): readonly Condition[] {
  const evicted: Condition = {
    id: `page-cache-${afterEvicting}`,
    title: `page cache ${afterEvicting}`,
    role: 'evicted',
    pageCache: afterEvicting,
    change: null,
  };
  const coldest: Condition = {
    ...evicted,
    id: `page-cache-and-library-${withLibrary}`,
    title: `page cache ${withLibrary}, library too`,
    pageCache: withLibrary ?? 'warm',
    evictsLibrary: true,
  };
  return [
    ...(withLibrary === null || withLibrary === 'warm' ? [] : [coldest]),
    ...(afterEvicting === 'warm' ? [] : [evicted]),
    base,
    reference,
    ...changes.map(conditionOf),
  ];
}
