import type { Shape } from '../model/boot.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';
import { readBoots } from './read-boots.js';
import { readRuleSet } from './rule-set.js';
import { readThresholds } from './thresholds.js';

/**
 * The shapes that the first requests of a log had, or of a report of `--format json`; null where it could not be read, which was
 * told then. Throws a UserError where it states none.
 */
export const observedShapes = async (path: string, io: Io): Promise<Shape[] | null> => {
  const rules = await readRuleSet([]);
  const thresholds = await readThresholds(undefined, []);
  const { report, problems } = await readBoots([path], { rules, thresholds, isQuiet: true }, io);
  if (problems > 0) return null;
  const shapes = report.boots.flatMap(({ firstRequests }) => firstRequests.flatMap(({ shape }) => shape ?? []));
  if (shapes.length > 0) return shapes;
  throw new UserError('no request in it states its shape; give sizes by --shape', { file: path });
};
