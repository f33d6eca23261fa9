import type { Phase } from '../model/phase.js';
import type { Seconds } from '../model/units.js';
import type { Entry } from './entry.js';

/** The last state of a bar, with the time that it had taken by then. */
type UnfinishedBar = { readonly entry: Entry; readonly seconds: Seconds };

/**
 * Progress bars that the log never shows full (it ends, or the process was killed): of each phase and each attempt the one that had gone on for longest
 * after the last figure that tells how long such work took. Bars side by side count once.
 */
export function unfinishedBars(entries: readonly Entry[]): UnfinishedBar[] {
  const open = new Map<Phase, UnfinishedBar[]>();
  for (const entry of entries) {
    const { phase, facts } = entry.signal;
    if (phase === null) continue;
    const bars = open.get(phase) ?? [];
    const last = bars[bars.length - 1];
    const seconds = facts.unfinishedSeconds;
    if (typeof seconds === 'number') {
      if (last === undefined || isAnother(last, entry, seconds)) bars.push({ entry, seconds });
      else if (seconds >= last.seconds) bars[bars.length - 1] = { entry, seconds };
      open.set(phase, bars);
    } else if (typeof facts.seconds === 'number' || typeof facts.barSeconds === 'number') bars.pop();
  }
  return [...open.values()].flat().filter(({ seconds }) => seconds > 0);
}

/** Whether a bar began after the last state of another one. */
const isAnother = ({ entry: { tick } }: UnfinishedBar, entry: Entry, seconds: Seconds): boolean =>
  tick.time !== null && entry.tick.time !== null && entry.tick.time - seconds >= tick.time;
