import type { BootReport } from '../../model/report.js';
import type { Seconds } from '../../model/units.js';
import { axisOf } from '../drawing/axis.js';

/** How much of the start the log shows: to ready, or as far as it goes; null where it says nothing of it. */
export const secondsSeen = (boot: BootReport): Seconds | null => {
  if (boot.timeToReadySeconds !== null) return boot.timeToReadySeconds;
  const phases = boot.phases.filter((phase) => phase.scope === 'startup' && phase.seconds > 0);
  const axis = axisOf(boot, phases, 'startup');
  const seconds = axis?.seconds ?? boot.attributedSeconds.startup;
  return seconds > 0 ? seconds : null;
};
