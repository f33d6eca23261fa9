import { defaultThresholds, type Thresholds } from '../../diagnose/thresholds.js';

/** The thresholds that `--thresholds` names: `fine`, a file, or none. Throws a UserError with file, line and mend. */
export const readThresholds = async (given: string | undefined, causes: readonly string[]): Promise<Thresholds> => {
  if (given === undefined || given === 'default') return defaultThresholds;
  if (given === 'fine') return 'fine';
  // The YAML parser comes along, which a plain diagnosis has no use for.
  const [{ readTextFile }, { thresholdsIn }] = await Promise.all([import('../../read/text-file.js'), import('./thresholds-file.js')]);
  const text = await readTextFile(given, 'file', 'give --thresholds the word fine or a YAML file');
  return thresholdsIn(given, text, causes);
};
