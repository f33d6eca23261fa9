import type { Together } from '../../model/fleet.js';
import { hypergeometricTail } from '../../statistics/hypergeometric.js';
import type { BootRecord } from '../boots/record.js';

const significance = 0.01;
const mostTold = 10;

type Pair = { readonly causes: readonly [string, string]; boots: number };

/** Pairs of causes that come together more often than chance lets them, corrected for how many pairs there are; the most frequent first. */
export const togetherOf = (records: readonly BootRecord[]): Together[] => {
  const alone = new Map<string, number>();
  const pairs = new Map<string, Map<string, Pair>>();
  for (const { causes } of records) {
    if (causes.length === 0) continue;
    const ids = [...new Set(causes.map(({ id }) => id))].sort();
    for (const [place, id] of ids.entries()) {
      alone.set(id, (alone.get(id) ?? 0) + 1);
      const others = pairs.get(id) ?? new Map<string, Pair>();
      if (others.size === 0) pairs.set(id, others);
      for (let at = place + 1; at < ids.length; at++) {
        const other = ids[at] ?? '';
        const pair = others.get(other) ?? { causes: [id, other], boots: 0 };
        if (pair.boots === 0) others.set(other, pair);
        pair.boots++;
      }
    }
  }
  const count = (id: string): number => alone.get(id) ?? 0;
  const all = [...pairs.values()].flatMap((others) => [...others.values()]);
  return all
    .filter(({ causes: [one, other], boots }) => hypergeometricTail(records.length, count(one), count(other), boots) * all.length < significance)
    .map(({ causes, boots }) => ({ causes, boots, timesChance: (boots * records.length) / (count(causes[0]) * count(causes[1])) }))
    .sort((left, right) => right.boots - left.boots || left.causes.join(' ').localeCompare(right.causes.join(' '), 'en'))
    .slice(0, mostTold);
};
