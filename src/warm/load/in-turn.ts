import type { Shape } from '../../model/boot.js';
import type { Target } from '../target/target.js';
import type { Ask } from './open-load.js';

/** Asks targets in turn, each request for its shape and with content of its own. */
export const inTurn =
  (targets: readonly Target[], shapes: readonly Shape[]): Ask =>
  async (index, signal) => {
    const target = targets[index % targets.length];
    if (target === undefined) return 'there is nobody to ask';
    const outcome = await target.run(shapes[index] ?? {}, index, signal);
    return outcome.kind === 'answered' ? null : outcome.why;
  };
