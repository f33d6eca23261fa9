import { percent } from '../../warm/load/words.js';
import type { RolloutAction, RolloutState } from '../../warm/rollout/machine.js';
import type { RolloutTold } from '../../warm/rollout/run.js';

const beginning = (action: RolloutAction, { why, phase }: RolloutState): string | null => {
  switch (action.kind) {
    case 'shift':
      if (phase === 'undo') return `goes back, all traffic to blue: ${why}`;
      return action.greenShare === 0 ? 'all traffic to blue' : `${percent(action.greenShare)} of the traffic to green`;
    case 'warm':
      return 'green is warmed';
    case 'load':
      return 'green is loaded, without traffic';
    case 'hold':
      return null;
    case 'drain':
      return 'blue ends its last requests';
    case 'retire':
    case 'end':
      return null;
  }
};

/** A line of progress; null where there is nothing to say. */
export const toldWords = (told: RolloutTold): string | null => {
  if (told.kind === 'begins') return beginning(told.action, told.state);
  return told.why === '' ? null : told.kind === 'waiting' ? `waiting: ${told.why}` : told.why;
};

/** What a rollout came to, in one sentence. */
export const endWords = ({ phase, why, greenShare }: RolloutState): string => {
  if (phase === 'done') return `done: green has all traffic${why === null ? '' : `; ${why}`}.`;
  if (phase === 'rolled-back') return `rolled back: blue has all traffic; ${why}.`;
  const where = greenShare === null ? 'which side has how much of the traffic is not known' : `green has ${percent(greenShare)} of the traffic`;
  return `failed: ${why}; ${where}. --undo takes it back, --resume goes on.`;
};
