import type { Record } from '../../model/record.js';
import type { Signal } from '../../model/signal.js';
import type { Seconds } from '../../model/units.js';
import { skeletonOf } from './skeleton.js';
import { firstLine, statedTime } from './stated-time.js';

/** A line that no rule read though time is in it, and a rule to begin with. */
export type Suggestion = {
  /** Seconds that it states, or of the silence before it. */
  readonly seconds: Seconds;
  readonly why: 'states' | 'silence';
  readonly record: Record;
  /** Where the silence began: what was done in it may be named there. Null for a stated figure. */
  readonly after: Record | null;
  /** A signal in YAML, to be looked over: its phase, words and counterexample are guesses. */
  readonly yaml: string;
};

/** A record and what the rules read off it. */
export type ReadRecord = { readonly record: Record; readonly signals: readonly Signal[] };

const shortestSilenceSeconds = 1;
const shortestStatedSeconds = 0.1;
/** From here on a stated figure is what a silence was spent on. */
const explainedShare = 0.8;

type Spoken = { readonly record: Record; readonly time: number; readonly isExplained: boolean };

/** Lines with durations, or after silences, that no rule read: most seconds first, one for each form of line, at most `most`. Records in the order of the log. */
export function suggestSignals(records: readonly ReadRecord[], runtime: string, most = 20): Suggestion[] {
  const found = new Map<string, Omit<Suggestion, 'yaml'>>();
  const lastSpoken = new Map<string, Spoken>();
  let isServing = false;
  for (const { record, signals } of records) {
    if (signals.some((signal) => signal.boot === 'starts' || signal.boot === 'may-start')) isServing = false;
    else if (signals.some((signal) => signal.milestone === 'ready' || signal.request === 'ends')) isServing = true;
    const stream = `${record.file}\n${record.stream.replica ?? ''}\n${record.stream.process ?? ''}`;
    const last = lastSpoken.get(stream);
    if (record.time !== null && !signals.some((signal) => signal.isHeartbeat))
      lastSpoken.set(stream, { record, time: record.time, isExplained: signals.some((signal) => signal.extent?.kind === 'until-next') });
    if (signals.length > 0) continue;
    // A server that waits for requests is idle, not busy.
    const suggestion = timeIn(record, isServing ? undefined : last);
    if (suggestion === null) continue;
    const form = formOf(record.text);
    if ((found.get(form)?.seconds ?? 0) < suggestion.seconds) found.set(form, suggestion);
  }
  const longest = [...found.values()].sort((left, right) => right.seconds - left.seconds).slice(0, most);
  return longest.map((one) => ({ ...one, yaml: skeletonOf(one.record, one.why === 'states' ? statedTime(one.record) : null, runtime) }));
}

/** The time that a record states, or the silence before it where that is longer than the two clocks can be off. */
function timeIn(record: Record, last: Spoken | undefined): Omit<Suggestion, 'yaml'> | null {
  // Without a word there is nothing that a rule could look for.
  if (!/[a-z]{3}/i.test(firstLine(record.text))) return null;
  const stated = statedTime(record)?.seconds ?? 0;
  const isStated = stated >= shortestStatedSeconds;
  if (last !== undefined && record.time !== null && !last.isExplained) {
    const silence = Number((record.time - last.time).toFixed(6));
    const errorSeconds = record.resolutionSeconds + last.record.resolutionSeconds;
    if (silence >= shortestSilenceSeconds && (stated < silence * explainedShare || !isStated) && silence - stated > errorSeconds)
      return { seconds: silence, why: 'silence', record, after: last.record };
  }
  return isStated ? { seconds: stated, why: 'states', record, after: null } : null;
}

/** Lines that differ by their figures alone are of one form. */
function formOf(text: string): string {
  return firstLine(text).replace(/\d+/g, '0');
}
