import type { Regression } from '../../model/fleet.js';
import type { Seconds } from '../../model/units.js';
import { permutationTest } from '../../statistics/permutation.js';
import { median } from '../../statistics/quantile.js';
import type { BootRecord } from '../boots/record.js';

/** Labels whose values follow one another in time. */
const releases = ['version', 'image', 'model'];
const measures = ['timeToReadySeconds', 'firstRequestSeconds'] as const;
const significance = 0.01;
const fewestBoots = 5;
/** A change that nobody would act on is no regression. */
const leastChange = 0.1;
/** Of more boots a side, every n-th is taken: beyond this the test gains nothing. */
const mostBoots = 200;

/** Of those of a release so many starts may come from a clock that is off, by minutes or years. */
const strayShare = 0.05;

type Measure = (typeof measures)[number];
type Group = { readonly value: string; readonly starts: Seconds[]; readonly values: Readonly<{ [measure in Measure]: Seconds[] }> };

/**
 * The release from which on starts were slower, by each label of a release: the boundary between two releases, in the order in which they were
 * first seen, that splits the times best (a change point by ranks: Pettitt, A Non-Parametric Approach to the Change-Point Problem, 1979),
 * corrected for how many boundaries there are. `records` are in the order of their starts. Boots of one rollout are not independent, so that `p` is on the optimistic side.
 */
export const regressionsOf = (records: readonly BootRecord[], labels: readonly string[]): Regression[] =>
  releases
    .filter((label) => labels.includes(label))
    .flatMap((label) => {
      const groups = groupsOf(records, label);
      return measures.flatMap((measure) => regressionOf(groups, label, measure) ?? []);
    });

const regressionOf = (given: readonly Group[], label: string, measure: Measure): Regression | null => {
  const groups = given.filter(({ values }) => values[measure].length > 0);
  const boundaries = groups.length - 1;
  const all = groups.flatMap(({ values }) => values[measure]);
  let found: Regression | null = null;
  let end = 0;
  for (let at = 1; at < groups.length; at++) {
    end += groups[at - 1]?.values[measure].length ?? 0;
    const before = thinned(all, 0, end);
    const after = thinned(all, end, all.length);
    if (before.length < fewestBoots || after.length < fewestBoots) continue;
    const [beforeSeconds, afterSeconds] = [median(before), median(after)];
    if (afterSeconds < beforeSeconds * (1 + leastChange)) continue;
    const p = Math.min(1, permutationTest(before, after).pSlower * boundaries);
    if (p >= significance || (found !== null && found.p <= p)) continue;
    const [lastGood, firstBad] = [groups[at - 1]?.value ?? '', groups[at]?.value ?? ''];
    found = { label, lastGood, firstBad, measure, beforeSeconds, afterSeconds, bootsBefore: before.length, bootsAfter: after.length, p };
  }
  return found;
};

const groupsOf = (records: readonly BootRecord[], label: string): Group[] => {
  const groups = new Map<string, Group>();
  for (const { labels, startedAt, timeToReadySeconds, firstRequestSeconds } of records) {
    const value = labels[label];
    if (value === undefined || startedAt === null) continue;
    const group = groups.get(value) ?? { value, starts: [], values: { timeToReadySeconds: [], firstRequestSeconds: [] } };
    if (group.starts.length === 0) groups.set(value, group);
    group.starts.push(startedAt);
    if (timeToReadySeconds !== null) group.values.timeToReadySeconds.push(timeToReadySeconds);
    if (firstRequestSeconds !== null) group.values.firstRequestSeconds.push(firstRequestSeconds);
  }
  const firstOf = new Map([...groups.values()].map(({ value, starts }) => [value, firstStart(starts)]));
  const first = ({ value }: Group): Seconds => firstOf.get(value) ?? 0;
  return [...groups.values()].sort((left, right) => first(left) - first(right) || left.value.localeCompare(right.value, 'en'));
};

/** When a release was first seen, by nearly all clocks; of its starts in their order. */
const firstStart = (starts: readonly Seconds[]): Seconds => starts[Math.floor(strayShare * starts.length)] ?? 0;

/** Evenly spread values from one place to another, `mostBoots` of them at most. */
const thinned = (values: readonly Seconds[], from: number, to: number): Seconds[] => {
  const count = Math.min(to - from, mostBoots);
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, place) => values[from + Math.floor(place * step)] ?? 0);
};
