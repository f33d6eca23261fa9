import picomatch from 'picomatch';
import type { BootReport } from '../model/report.js';
import type { When } from './policy/policy.js';

/** Whether a clause is for a boot in an environment. A replica is known by its name, its pod, or the boot's id. */
export const appliesTo = (when: When | null, boot: BootReport, environment: string | null): boolean => {
  if (when === null) return true;
  if (when.environment !== null && when.environment !== environment) return false;
  if (when.runtime !== null && when.runtime !== boot.runtime) return false;
  if (when.replicas === null) return true;
  const matches = picomatch(when.replicas);
  return [boot.replica, boot.labels.pod, boot.id].some((name) => name !== null && name !== undefined && matches(name));
};
