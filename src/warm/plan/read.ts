import { readFile } from 'node:fs/promises';
import { UserError } from '../../model/user-error.js';
import { loadPlan } from './load.js';
import type { Plan } from './plan.js';

/** Far above any plan: a log given by mistake is not read to its end. */
const mostBytes = 4 * 1024 ** 2;

/** The plan in a file. Throws a UserError with file, line and mend. */
export const readPlan = async (file: string): Promise<Plan> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such plan' : error.code === 'EISDIR' ? 'is a folder' : `cannot be read (${error.code})`;
    throw new UserError(`${reason}; write one by coldcase plan LOG > ${file}`, { file });
  });
  if (text.length > mostBytes) throw new UserError('is too large for a plan; name the file that coldcase plan wrote', { file });
  return loadPlan(file, text);
};
