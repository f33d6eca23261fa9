import { readFile } from 'node:fs/promises';
import { defaultThresholds, parseThresholds, type Thresholds } from '../diagnose/thresholds.js';
import { UserError } from '../model/user-error.js';

const lineOf = (text: string, problem: string): number | undefined => {
  const named = /"([^"]+)"/.exec(problem)?.[1];
  const index = named === undefined ? -1 : text.split('\n').findIndex((line) => line.includes(named));
  return index === -1 ? undefined : index + 1;
};

/** The thresholds that `--thresholds` names: `fine`, a file, or none. Throws a UserError with file, line and mend. */
export const readThresholds = async (given: string | undefined, causes: readonly string[]): Promise<Thresholds> => {
  if (given === undefined || given === 'default') return defaultThresholds;
  if (given === 'fine') return 'fine';
  const text = await readFile(given, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${error.code ?? error.message})`;
    throw new UserError(`${reason}; give --thresholds the word fine or a YAML file`, { file: given });
  });
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text);
  const [broken] = document.errors;
  if (broken !== undefined) {
    const at = broken.linePos?.[0];
    throw new UserError(
      broken.message
        .split('\n', 1)
        .join('')
        .replace(/ at line \d+, column \d+:?$/, ''),
      { file: given, line: at?.line, column: at?.col },
    );
  }
  const parsed = parseThresholds(document.toJS(), new Set(causes));
  if ('problem' in parsed) throw new UserError(parsed.problem, { file: given, line: lineOf(text, parsed.problem) });
  return parsed.thresholds;
};
