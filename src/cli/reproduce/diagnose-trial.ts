import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diagnosePaths } from '../../diagnose/run.js';
import type { Thresholds } from '../../diagnose/thresholds.js';
import type { BootReport } from '../../model/report.js';
import type { TrialDiagnosis } from '../../model/reproduction.js';
import type { RuleSet } from '../../rules/set.js';
import { readRuleSet } from '../options/rule-set.js';

const ofBoot = ({ verdict, timeToReadySeconds, phases, causes }: BootReport): TrialDiagnosis => ({
  verdict,
  timeToReadySeconds,
  phases: phases.map(({ phase, scope, seconds }) => ({ phase, scope, seconds })),
  causes: causes.map(({ id, title, seconds }) => ({ id, title, seconds })),
});

/** The starts that logs tell of. */
export const startsIn = async (paths: readonly string[]): Promise<readonly BootReport[]> =>
  (await diagnosePaths(paths, { rules: await readRuleSet([]), thresholds: 'fine' })).report.boots;

/** The starts that the log of trials tells of. */
export const bootsOfLog = async (log: string, folder: string): Promise<readonly BootReport[]> => {
  const path = join(folder, 'trials.log');
  await writeFile(path, log);
  return startsIn([path]);
};

/** What the log of trials says of each of them. */
export const diagnosedText = async (log: string, folder: string): Promise<TrialDiagnosis[]> => (await bootsOfLog(log, folder)).map(ofBoot);

/** Diagnoses the log of one start: what its first boot says; null where there is none. */
export const diagnoseTrial =
  (rules: RuleSet, thresholds: Thresholds) =>
  async (log: string): Promise<TrialDiagnosis | null> => {
    const { report } = await diagnosePaths([log], { rules, thresholds });
    const [boot] = report.boots;
    return boot === undefined ? null : ofBoot(boot);
  };
