import { grouped } from '../statistics/grouped.js';
import { median } from '../statistics/quantile.js';
import { type Entry, evidenceOf } from './entry.js';
import { numberFact } from './number-fact.js';
import type { ColdPair } from './requests.js';

/** What is timed so often under one name is done for each of what is asked. */
const fewest = 3;

/** A step whose work differs from one to the next may differ by less; what a first run pays is more. */
const leastRatio = 5;

/**
 * Of the steps that a program times again and again under one name: the first against the median of the later ones, if it is far above each of
 * the second half of them; the worst ratio. For programs that log no request. What carries the fact `serving` counts only after `ready`.
 */
export function coldestStep(entries: readonly Entry[], ready: Entry | null): ColdPair | null {
  const isCounted = ({ signal, order }: Entry): boolean => signal.facts.serving === undefined || (ready !== null && order > ready.order);
  const steps = entries.filter((entry) => entry.signal.events.includes('step-time') && numberFact(entry.signal.facts, 'seconds') !== null && isCounted(entry));
  const names = grouped(steps, ({ signal }) => `${signal.id}\n${signal.facts.step ?? ''}`);
  let worst: ColdPair | null = null;
  for (const [, [first, ...later]] of names) {
    if (first === undefined || later.length + 1 < fewest) continue;
    const times = later.map((entry) => secondsOf(entry));
    const seconds = secondsOf(first);
    const steadySeconds = median(times);
    const settled = Math.max(...times.slice(Math.floor(times.length / 2)));
    if (!(steadySeconds > 0) || seconds < leastRatio * Math.max(settled, steadySeconds)) continue;
    if (worst === null || seconds / steadySeconds > worst.seconds / worst.steadySeconds) worst = { seconds, steadySeconds, evidence: [evidenceOf(first.tick)] };
  }
  return worst;
}

const secondsOf = ({ signal }: Entry): number => numberFact(signal.facts, 'seconds') ?? 0;
