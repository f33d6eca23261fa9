import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { loadPolicy } from '../gate/policy/load.js';
import type { Policy } from '../gate/policy/policy.js';
import { UserError } from '../model/user-error.js';

export const policyName = 'coldcase.yaml';

/** Far above any policy: a log given by mistake is not read to its end. */
const mostBytes = 4 * 1024 ** 2;

const readText = async (file: string): Promise<string> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'there is no such policy' : error.code === 'EISDIR' ? 'is a folder' : `cannot be read (${error.code})`;
    throw new UserError(`${reason}; give --policy a file, or write one by coldcase init`, { file });
  });
  if (text.length > mostBytes) throw new UserError('is too large for a policy; give --policy the file with the limits', { file });
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
