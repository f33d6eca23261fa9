import type { Boot } from '../model/boot.js';
import type { BootReport } from '../model/report.js';
import type { CauseRule, RuntimeRules } from '../rules/schema.js';
import { judgeCauses } from './judge.js';
import { reportOf } from './report.js';
import type { Thresholds } from './thresholds.js';

/** Diagnoses one boot: which causes hold, what they cost, what to change, and the verdict. Pure: the same boot gives the same report. */
export function diagnoseBoot(
  boot: Boot,
  causes: readonly CauseRule[],
  runtimes: readonly RuntimeRules[],
  options: { readonly thresholds: Thresholds },
): BootReport {
  return reportOf(boot, judgeCauses(boot, causes, options.thresholds), runtimes);
}
