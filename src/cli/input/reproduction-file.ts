import { readFile } from 'node:fs/promises';
import type { Reproduction } from '../../model/reproduction.js';
import { UserError } from '../../model/user-error.js';
import { sampleOf } from '../../read/sample.js';
import { looksLikeReport } from './report-inputs.js';

/** The reproduction among paths, as `coldcase reproduce --format json` writes it, and the other paths. Throws a UserError where there are two, or it is broken. */
export const reproductionAmong = async (
  paths: readonly string[],
): Promise<{ readonly reproduction: Reproduction | null; readonly others: readonly string[] }> => {
  let reproduction: Reproduction | null = null;
  const others: string[] = [];
  for (const path of paths) {
    const found = await reproductionAt(path);
    if (found === null) others.push(path);
    else if (reproduction === null) reproduction = found;
    else throw new UserError('is a second reproduction; give one, since shapes of two models are not of one service', { file: path });
  }
  return { reproduction, others };
};

const reproductionAt = async (path: string): Promise<Reproduction | null> => {
  if (!mayBeOne(path)) return null;
  const value = jsonOf(await readFile(path, 'utf8'));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'conditions')) return null;
  const [{ following }, { reproductionJsonSchema }] = await Promise.all([import('./report-file.js'), import('../../report/reproduction/schema.js')]);
  return following<Reproduction>(reproductionJsonSchema, path, value, 'coldcase reproduce --format json');
};

/** What cannot be read, or is broken, is told by who reads it as a log. */
const mayBeOne = (path: string): boolean => {
  try {
    return looksLikeReport(sampleOf(path));
  } catch {
    return false;
  }
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
