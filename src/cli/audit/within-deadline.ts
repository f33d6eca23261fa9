import { withDeadline } from '../../reproduce/deadline.js';
import type { NotPassed, Target } from '../../warm/target/target.js';

/**
 * A target whose passes have so many seconds each. Once one of them was late, none is sent any more: a service that answers without end must not
 * be listened to anew by each check.
 */
export const withinDeadline = (target: Target, seconds: number): Target => {
  let late: NotPassed | null = null;
  return {
    ...target,
    run: async (shape, variant, signal) => {
      if (late !== null) return late;
      return withDeadline(seconds, signal, async (own) => {
        const outcome = await target.run(shape, variant, own);
        if (own.aborted && !signal.aborted && outcome.kind !== 'answered') late = { kind: 'failed', why: `no whole answer within ${seconds} s` };
        return late ?? outcome;
      });
    },
  };
};
