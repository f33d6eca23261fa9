import type { Condition } from '../../reproduce/conditions.js';
import { makeTrials, type TrialBounds, type TrialLoop, type Trials } from '../../reproduce/trials.js';
import type { Measurement } from './measurement.js';

/** Of the time, what is left for the set of changes that the single ones call for. */
const shareOfSet = 0.3;

/**
 * The trials of all conditions, and, where changes are tried, those of the best set of them: in rounds of their own with the base and the same
 * again, since the single ones tell which that is.
 */
export const makeAllTrials = async (
  { conditions, together }: Measurement,
  bounds: TrialBounds,
  loop: TrialLoop,
): Promise<{ readonly made: Trials; readonly together: Condition | null }> => {
  const isTrying = conditions.filter(({ role }) => role === 'change').length > 1;
  const maxSeconds = isTrying ? bounds.maxSeconds * (1 - shareOfSet) : bounds.maxSeconds;
  const made = await makeTrials(conditions, { ...bounds, maxSeconds }, loop);
  const set = made.ending === 'interrupted' ? null : together(made);
  if (set === null && (!isTrying || made.ending !== 'time')) return { made, together: null };
  const beside = conditions.filter(({ role }) => role === 'base' || role === 'reference');
  const firstRound = 1 + made.trials.reduce((most, { round }) => Math.max(most, round), 0);
  // Without a set, the rest of the time is theirs.
  const more = await makeTrials(set === null ? conditions : [...beside, set], { ...bounds, maxSeconds: bounds.maxSeconds - made.seconds, firstRound }, loop);
  const ending = set !== null && more.ending === 'precise' ? made.ending : more.ending;
  return { made: { trials: [...made.trials, ...more.trials], ending, seconds: made.seconds + more.seconds }, together: set };
};
