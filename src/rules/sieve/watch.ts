import type { RuntimeRules, SignalRule } from '../schema.js';

/**
 * Whether a signal is still looked for once the replica is steady. What the signal says counts, then what it is: facts about the start, heartbeats, the times
 * of requests and metrics are not (steady state repeats them for ever), nor are signals of a `generic` file or of one that says `watch: startup`.
 */
function isWatchedAlways(signal: SignalRule, runtime: RuntimeRules): boolean {
  if (signal.watch !== undefined) return signal.watch === 'always';
  if (!isHappening(signal)) return false;
  return (runtime.watch ?? (runtime.kind === 'generic' ? 'startup' : 'always')) === 'always';
}

/** Whether it says that something happened, apart from traffic. */
function isHappening({ event, boot, milestone, phase, starts, ends }: SignalRule): boolean {
  return [event, boot, milestone, phase, starts, ends].some((field) => field !== undefined);
}

/**
 * Whether a signal is looked for in the lines of a steady replica. Of programs that this log has not shown so far only the lines that
 * begin a boot count (with them the log is read in full again); rules of platforms, and of what has no sign of its own, count always.
 */
export function isWatchedSteady(signal: SignalRule, runtime: RuntimeRules, isShown: boolean): boolean {
  if (!isWatchedAlways(signal, runtime)) return false;
  if (isShown || runtime.kind === 'platform' || runtime.detect.length === 0) return true;
  return signal.boot === 'starts' || signal.boot === 'may-start';
}
