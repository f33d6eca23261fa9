import { readFile } from 'node:fs/promises';
import { defaultThresholds, type Thresholds } from '../diagnose/thresholds.js';
import { UserError } from '../model/user-error.js';

/** The thresholds that `--thresholds` names: `fine`, a file, or none. Throws a UserError with file, line and mend. */
export const readThresholds = async (given: string | undefined, causes: readonly string[]): Promise<Thresholds> => {
  if (given === undefined || given === 'default') return defaultThresholds;
  if (given === 'fine') return 'fine';
  const text = await readFile(given, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'is a folder' : `cannot be read (${error.code ?? error.message})`;
    throw new UserError(`${reason}; give --thresholds the word fine or a YAML file`, { file: given });
  });
  // Brings the YAML parser along, which a plain diagnosis has no use for.
  const { thresholdsIn } = await import('./thresholds-file.js');
  return thresholdsIn(given, text, causes);
};
