import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../model/user-error.js';
import type { TokenizerJob } from '../trial/job.js';
import { isLegacy, mergesBeside, readLegacy } from './legacy-files.js';

/** About as many tokens as a longer question has. */
const usualText = 'A replica that has just come up answers its first question later than any other, and nobody knows why until its log was read. '.repeat(12);

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => null))?.isFile() === true;

/** Only its outline: the trial loads it. Throws a UserError where it is no tokenizer. */
const checkTokenizer = async (file: string): Promise<void> => {
  const mend = 'name a tokenizer.json as the tokenizers library of Hugging Face writes it';
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`it cannot be read (${error.code ?? error.message}); ${mend}`, { file });
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`it is no JSON (${error instanceof Error ? error.message : String(error)}); ${mend}`, { file });
  }
  if (typeof value !== 'object' || value === null || !('model' in value)) throw new UserError(`it holds no tokenizer; ${mend}`, { file });
};

const settingsBeside = async (file: string): Promise<string | null> => {
  const config = join(dirname(file), 'tokenizer_config.json');
  return (await isFile(config)) ? resolve(config) : null;
};

/** Beside the model, the first that is there. */
const usualNames = ['tokenizer.json', 'vocab.txt', 'vocab.json'] as const;

const besides = async (model: string): Promise<string | null> => {
  for (const name of usualNames) {
    const file = join(dirname(model), name);
    if (await isFile(file)) return name === 'vocab.json' && !(await isFile(mergesBeside(file))) ? null : file;
  }
  return null;
};

/**
 * The tokenizer that was given, else that beside the model: its `tokenizer.json`, or the files before that (`vocab.txt`, or `vocab.json` with
 * `merges.txt`), whose outline is written into the folder. Null where there is none. Throws a UserError where it is no tokenizer, or where there is
 * text and none.
 */
export async function findTokenizer(model: string, given: string | undefined, text: string | undefined, folder: string): Promise<TokenizerJob | null> {
  const file = given ?? (await besides(model));
  if (file === null) {
    if (text !== undefined) throw new UserError('--text: there is no tokenizer.json beside the model; name it by --tokenizer');
    return null;
  }
  const job = { file: resolve(file), config: await settingsBeside(file), text: text ?? usualText };
  if (isLegacy(file)) return { ...job, legacy: await readLegacy(job, folder) };
  await checkTokenizer(file);
  return job;
}
