import type { Seconds } from '../model/units.js';
import { grouped } from '../statistics/grouped.js';
import { median } from '../statistics/quantile.js';
import { type Entry, evidenceOf, type Tick } from './entry.js';
import { numberFact } from './number-fact.js';
import type { ColdPair } from './requests.js';

/** What is timed so often under one name is done for each of what is asked. */
const fewest = 3;

/** A step whose work differs from one to the next may differ by less; what a first run pays is more. */
const leastRatio = 5;

/** Something timed under a name. */
type Timed = { readonly name: string; readonly seconds: Seconds; readonly entry: Entry };

/**
 * Of the steps that a program times again and again under one name, or tells the begin and the end of: the first against the median of the later ones,
 * if it is far above each of the second half of them; the worst ratio. For programs that log no request. What carries the fact `serving`, and what
 * has two lines, counts only after `ready`.
 */
export function coldestStep(entries: readonly Entry[], ready: Entry | null): ColdPair | null {
  const served = ready === null ? [] : entries.filter(({ order }) => order > ready.order);
  return coldestOf(statedSteps(entries, served)) ?? coldestOf(measuredSteps(served));
}

function coldestOf(steps: readonly Timed[]): ColdPair | null {
  let worst: ColdPair | null = null;
  for (const [, [first, ...later]] of grouped(steps, ({ name }) => name)) {
    if (first === undefined || later.length + 1 < fewest) continue;
    const times = later.map(({ seconds }) => seconds);
    const steadySeconds = median(times);
    const settled = Math.max(...times.slice(Math.floor(times.length / 2)));
    if (!(steadySeconds > 0) || first.seconds < leastRatio * Math.max(settled, steadySeconds)) continue;
    if (worst === null || first.seconds / steadySeconds > worst.seconds / worst.steadySeconds) {
      worst = { seconds: first.seconds, steadySeconds, evidence: [evidenceOf(first.entry.tick)] };
    }
  }
  return worst;
}

function statedSteps(entries: readonly Entry[], served: readonly Entry[]): Timed[] {
  const whileServing = new Set(served);
  return entries.flatMap((entry) => {
    const { id, events, facts } = entry.signal;
    const seconds = events.includes('step-time') ? numberFact(facts, 'seconds') : null;
    if (seconds === null || (facts.serving !== undefined && !whileServing.has(entry))) return [];
    return [{ name: `${id}\n${facts.step ?? ''}`, seconds, entry }];
  });
}

/** What begins and is over with nothing asked in between, by the clock; one step of a coarse clock counts at least. */
function measuredSteps(served: readonly Entry[]): Timed[] {
  const steps: Timed[] = [];
  let begun: Entry | null = null;
  for (const entry of served) {
    const { events, request } = entry.signal;
    if (events.includes('ask-begins') || request === 'starts') begun = entry;
    else if (begun !== null && events.includes('ask-over')) {
      const seconds = secondsBetween(begun.tick, entry.tick);
      if (seconds !== null && begun.tick.record !== entry.tick.record) steps.push({ name: String(begun.signal.facts.step), seconds, entry });
      begun = null;
    }
  }
  return steps;
}

function secondsBetween(from: Tick, to: Tick): Seconds | null {
  if (!from.isDated || !to.isDated || from.time === null || to.time === null || to.time < from.time) return null;
  return Math.max(to.time - from.time, to.resolutionSeconds);
}
