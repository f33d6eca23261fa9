import { readFileSync } from 'node:fs';
import { defaultThresholds, type Thresholds } from '../diagnose/thresholds.js';
import { UserError } from '../model/user-error.js';

/** The thresholds that `--thresholds` names: `fine`, a file, or none. Throws a UserError with file, line and mend. */
export const readThresholds = async (given: string | undefined, causes: readonly string[]): Promise<Thresholds> => {
  if (given === undefined || given === 'default') return defaultThresholds;
  if (given === 'fine') return 'fine';
  const text = textOf(given);
  // Brings the YAML parser along, which a plain diagnosis has no use for.
  const { thresholdsIn } = await import('./thresholds-file.js');
  return thresholdsIn(given, text, causes);
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code ?? message})`;
    throw new UserError(`${reason}; give --thresholds the word fine or a YAML file`, { file });
  }
};
