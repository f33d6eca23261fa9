import type { BootEvent, Outcome } from '../model/boot.js';
import { type Entry, evidenceOf } from './entry.js';

/** What a warmup can fail by: a reason of its own, or memory. */
const errors: ReadonlySet<string> = new Set(['oom-device', 'oom-host', 'uncaught-error', 'start-error', 'last-error']);

/** What is no fault of the warmup, which was only the first to meet it. */
const otherReasons: ReadonlySet<string> = new Set([
  'kernel-binary-missing',
  'device-unavailable',
  'collective-timeout',
  'startup-timeout',
  'interrupted',
  'stop-asked',
  'killed',
]);

const isError = ({ signal }: Entry): boolean => signal.events.some((event) => errors.has(event));

/** What a start does: a step, or a word of how far it has come. */
const isStep = ({ signal }: Entry): boolean => signal.phase !== null || signal.milestone !== null || signal.request !== null;

const opensWarmup = ({ signal }: Entry): boolean =>
  signal.phase === 'warmup' && (signal.extent?.kind === 'starts' || signal.extent?.kind === 'until-next' || signal.extent?.kind === 'opening-to-next');

/**
 * `warmup-failed` at the first error of a start that failed, where the last step before that error began a warmup and no step came after it: the
 * error fell inside the warmup, whether it says so or not. Nothing where the start did not fail, or for a reason that is no warmup's.
 */
export function warmupErrorEvents(entries: readonly Entry[], { kind }: Pick<Outcome, 'kind'>): BootEvent[] {
  if (kind !== 'failed') return [];
  const last = entries.findLastIndex((entry) => isStep(entry) && !isError(entry));
  const opener = entries[last];
  if (opener === undefined || !opensWarmup(opener)) return [];
  const after = entries.slice(last + 1);
  const error = after.find(isError);
  if (error === undefined || after.some(({ signal }) => signal.events.some((event) => otherReasons.has(event)))) return [];
  const { signal, tick, order } = error;
  return [
    {
      name: 'warmup-failed',
      scope: 'startup',
      time: tick.time,
      process: tick.process,
      facts: signal.facts,
      signal: signal.id,
      evidence: evidenceOf(tick),
      order,
    },
  ];
}
