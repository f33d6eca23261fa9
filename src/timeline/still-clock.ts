import type { Entry, Tick } from './entry.js';
import type { RawBoot } from './raw-boot.js';
import { figureOf } from './until-next.js';

/**
 * A boot of which one record alone has a clock (a library's, among a program's own words) is one without: that clock never moved on, and what
 * undated lines state of the time they took would all have to fit into its one moment.
 */
export function withoutStillClock(boot: RawBoot): RawBoot {
  const { entries, firstDated, lastDated } = boot;
  if (firstDated === null || firstDated !== lastDated) return boot;
  if (!entries.some(({ tick, signal }) => !tick.isDated && (figureOf(signal) ?? 0) > 0)) return boot;
  return { ...boot, entries: entries.map(undate), first: timeless(boot.first), firstDated: null, lastDated: null, silences: [], waiting: null, readyAt: null };
}

const undate = (entry: Entry): Entry => ({ ...entry, tick: { ...entry.tick, time: null, isDated: false }, neighbour: timeless(entry.neighbour) });

const timeless = (tick: Tick | null): Tick | null => (tick === null ? null : { ...tick, time: null, isDated: false });
