import type { Shape } from '../../model/boot.js';
import type { BootReport } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { startToReproduce } from '../../reproduce/scenario.js';
import { readRuleSet } from '../options/rule-set.js';
import { readThresholds } from '../options/thresholds.js';
import type { Io } from '../terminal/io.js';
import { readBoots } from './read-boots.js';

export type ObservedStart = { readonly boot: BootReport; readonly shapes: readonly Shape[] };

/**
 * The start that a log, or a report of `--format json`, tells of, and the shapes that its first requests had; null where it could not be read,
 * which was told then. Throws a UserError where it holds no start.
 */
export const observedStart = async (path: string, io: Io): Promise<ObservedStart | null> => {
  const rules = await readRuleSet([]);
  const thresholds = await readThresholds('fine', []);
  const { report, problems } = await readBoots([path], { rules, thresholds, isQuiet: true }, io);
  if (problems > 0) return null;
  const boot = startToReproduce(report.boots);
  if (boot === null) throw new UserError('it holds no start of a model server; give the log of one', { file: path });
  return { boot, shapes: report.boots.flatMap(({ firstRequests }) => firstRequests.flatMap(({ shape }) => shape ?? [])) };
};
