import { counted } from '../../diagnose/words.js';
import { emptyBaseline } from '../../gate/baseline/baseline.js';
import { baselineText } from '../../gate/baseline/file.js';
import { merged, newest, runsOf } from '../../gate/baseline/record.js';
import type { BootReport } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { complain } from '../errors.js';
import { baselineIn } from '../input/baseline-file.js';
import { writeWholeFile } from '../output/write-file.js';
import type { Io } from '../terminal/io.js';
import { locked } from './locked.js';

/** How many runs of each kind are kept: one more than a p95 needs. */
export const usualKeep = 60;

export type RecordSettings = { readonly isEachARun: boolean; readonly keep: number; readonly isQuiet: boolean };

/** Adds the figures of boots to the baseline in a file, and tells what was done. Throws a UserError where there is nothing to record. */
export const recordInto = async (file: string, boots: readonly BootReport[], { isEachARun, keep, isQuiet }: RecordSettings, io: Io): Promise<void> => {
  const { runs, leftOut } = runsOf(boots, isEachARun, new Date());
  for (const { id, verdict } of leftOut) complain(io, `${id}: not recorded, since ${verdict === 'failed' ? 'it failed' : 'the log gives no figures of it'}`);
  if (runs.length === 0) throw new UserError('there is nothing to record; give the log of a start that got ready', { file });
  const held = await locked(file, async () => {
    const before = (await baselineIn(file)) ?? emptyBaseline;
    const after = newest(merged([before, { schemaVersion: 1, runs }]), keep);
    if (baselineText(after) !== baselineText(before)) await writeWholeFile(file, baselineText(after));
    return { added: after.runs.filter(({ id }) => !before.runs.some((run) => run.id === id)).length, all: after.runs.length };
  });
  if (!isQuiet) io.stderr.write(`${file}: ${counted(held.added, 'run')} added, ${held.all} in all\n`);
};
