import type { PageCache } from '../../model/reproduction.js';
import { base, type Condition, conditionsFor } from '../conditions.js';
import type { Variant } from './service.js';

/** What is known of the memory pages of a server whose files nobody named: nothing, but that the first trial has read them. */
const unchecked: Condition = { ...base, id: 'fresh-start', title: 'a fresh start', pageCache: 'unknown' };

const changeOf =
  (pageCache: PageCache) =>
  ({ id, title }: Variant): Condition => ({ id, title, role: 'change', pageCache, change: null });

/**
 * The conditions of a service: as those of a model where files were named that can be dropped from memory (`afterEvicting` is what they are
 * then), else a fresh start, the same again, and each variant by itself.
 */
export function serviceConditions(afterEvicting: PageCache | null, variants: readonly Variant[]): readonly Condition[] {
  if (afterEvicting !== null) return [...conditionsFor(afterEvicting), ...variants.map(changeOf('warm'))];
  return [unchecked, { ...unchecked, id: 'fresh-start-again', title: 'the same again', role: 'reference' }, ...variants.map(changeOf('unknown'))];
}
