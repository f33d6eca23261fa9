import type { RuntimeRules, SignalRule } from './schema.js';

/**
 * Whether a signal is still looked for once the replica is steady. What a signal or its file says counts; else all are, but for those
 * of `generic` (plain words stand in any log) and those that only time requests or print metrics (steady state repeats them for ever).
 */
export function isWatchedAlways(signal: SignalRule, runtime: RuntimeRules): boolean {
  if (signal.watch !== undefined) return signal.watch === 'always';
  if (isTrafficOnly(signal)) return false;
  return (runtime.watch ?? (runtime.kind === 'generic' ? 'startup' : 'always')) === 'always';
}

function isTrafficOnly(signal: SignalRule): boolean {
  if (signal.request === undefined && signal.metric !== true) return false;
  return signal.event === undefined && signal.boot === undefined && signal.milestone === undefined && signal.phase === undefined;
}
