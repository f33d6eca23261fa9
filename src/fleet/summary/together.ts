import type { Together } from '../../model/fleet.js';
import { hypergeometricTail } from '../../statistics/hypergeometric.js';
import type { BootRecord } from '../boots/record.js';

const significance = 0.01;
const mostTold = 10;

/** Pairs of causes that come together more often than chance lets them, corrected for how many pairs there are; the most frequent first. */
export const togetherOf = (records: readonly BootRecord[]): Together[] => {
  const alone = new Map<string, number>();
  const pairs = new Map<string, { readonly causes: readonly [string, string]; boots: number }>();
  for (const { causes } of records) {
    const ids = [...new Set(causes.map(({ id }) => id))].sort();
    for (const [place, id] of ids.entries()) {
      alone.set(id, (alone.get(id) ?? 0) + 1);
      for (const other of ids.slice(place + 1)) {
        const pair = pairs.get(`${id} ${other}`) ?? { causes: [id, other] as const, boots: 0 };
        pair.boots++;
        pairs.set(`${id} ${other}`, pair);
      }
    }
  }
  const count = (id: string): number => alone.get(id) ?? 0;
  return [...pairs.values()]
    .filter(({ causes: [one, other], boots }) => hypergeometricTail(records.length, count(one), count(other), boots) * pairs.size < significance)
    .map(({ causes, boots }) => ({ causes, boots, timesChance: (boots * records.length) / (count(causes[0]) * count(causes[1])) }))
    .sort((left, right) => right.boots - left.boots || left.causes.join(' ').localeCompare(right.causes.join(' '), 'en'))
    .slice(0, mostTold);
};
