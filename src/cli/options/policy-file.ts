import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { loadPolicy } from '../../gate/policy/load.js';
import type { Policy } from '../../gate/policy/policy.js';
import { UserError } from '../../model/user-error.js';
import { readTextFile } from '../../read/text-file.js';

export const policyName = 'coldcase.yaml';

const readText = async (file: string): Promise<string> => {
  const text = await readTextFile(file, 'policy', 'give --policy a file, or write one by coldcase init');
  if (text.trim() === '') throw new UserError('this policy is empty; coldcase init writes one', { file });
  return text;
};

/** The nearest policy from a folder upwards, by path from the working folder; null where there is none. */
const findPolicy = async (folder: string): Promise<string | null> => {
  for (let here = resolve(folder); ; here = dirname(here)) {
    const file = join(here, policyName);
    if (existsSync(file)) return relative(folder, file);
    if (dirname(here) === here) return null;
  }
};

/** The policy that was named, or the nearest `coldcase.yaml` upwards. Throws a UserError with file, line and mend. */
export const readPolicy = async (named: string | undefined, causes: readonly string[]): Promise<Policy> => {
  const file = named ?? (await findPolicy('.'));
  if (file !== null) return loadPolicy(file, { readText, causes });
  throw new UserError(`there is no ${policyName} here or in a folder above; coldcase init LOG writes one, --policy names another`);
};

/** The nearest policy upwards; null where there is none. Throws a UserError where it is wrong, but for the causes that it names. */
export const nearestPolicy = async (): Promise<Policy | null> => {
  const file = await findPolicy('.');
  return file === null ? null : loadPolicy(file, { readText, causes: null });
};
