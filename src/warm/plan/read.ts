import { readTextFile } from '../../read/text-file.js';
import { loadPlan } from './load.js';
import type { Plan } from './plan.js';

/** The plan in a file. Throws a UserError with file, line and mend. */
export const readPlan = async (file: string): Promise<Plan> => loadPlan(file, await readTextFile(file, 'plan', `write one by coldcase plan LOG > ${file}`));
