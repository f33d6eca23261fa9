import { readFile } from 'node:fs/promises';
import type { Baseline } from '../../gate/baseline/baseline.js';
import { parseBaseline } from '../../gate/baseline/file.js';
import { UserError } from '../../model/user-error.js';
import { nearestPolicy } from '../options/policy-file.js';

export const baselineName = 'coldcase-baseline.json';

/** The file that the nearest policy names; `coldcase-baseline.json` here where none does. */
export const usualBaselineFile = async (): Promise<string> => (await nearestPolicy())?.baselineFile ?? baselineName;

/** The baseline in a file; null where there is no such file. Throws a UserError where it cannot be read or is none. */
export const baselineIn = async (file: string): Promise<Baseline | null> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`this baseline cannot be read (${error.code}); name the file that coldcase baseline record wrote`, { file });
  });
  return text === null ? null : parseBaseline(file, text);
};

/** The same, for who needs it. Throws a UserError where there is none. */
export const existingBaseline = async (file: string): Promise<Baseline> => {
  const baseline = await baselineIn(file);
  if (baseline === null) throw new UserError('there is no such baseline; coldcase baseline record LOG writes one', { file });
  return baseline;
};
