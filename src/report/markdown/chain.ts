import type { Cause } from '../../model/report.js';
import { byCost } from '../text/causes.js';

/** A cause and what it led to. */
export type Chain = { readonly root: Cause; readonly consequences: readonly Cause[] };

/**
 * The causes above a note as chains: each root (nothing among them led to it), gravest and dearest first, with its consequences in the
 * order in which they follow. A consequence of several roots stands under the first of them.
 */
export const chainsOf = (causes: readonly Cause[]): Chain[] => {
  const heavy = byCost(causes.filter((cause) => cause.severity !== 'note'));
  const ids = new Set(heavy.map((cause) => cause.id));
  const told = new Set<string>();
  const following = (cause: Cause): Cause[] =>
    heavy.filter((next) => next.becauseOf.includes(cause.id)).flatMap((next) => (claim(told, next.id) ? [next, ...following(next)] : []));
  const roots = heavy.filter((cause) => !cause.becauseOf.some((id) => ids.has(id)));
  for (const root of roots) told.add(root.id);
  const chains = roots.map((root) => ({ root, consequences: following(root) })).sort((a, b) => weightOf(b) - weightOf(a));
  // A circle has no root; it is told all the same.
  return [...chains, ...heavy.filter((cause) => claim(told, cause.id)).map((root) => ({ root, consequences: [] }))];
};

/** What a chain cost at its dearest; a failure outweighs any cost. A root often has no figure of its own. */
const weightOf = ({ root, consequences }: Chain): number =>
  Math.max(...[root, ...consequences].map(({ severity, seconds }) => (severity === 'error' ? Number.MAX_VALUE : (seconds ?? -1))));

/** All of them, one after the other: what led to another stands before it. */
export const inChain = (causes: readonly Cause[]): Cause[] => chainsOf(causes).flatMap(({ root, consequences }) => [root, ...consequences]);

/** True where the set did not hold it yet; it does now. */
const claim = (told: Set<string>, id: string): boolean => !told.has(id) && told.add(id).has(id);
