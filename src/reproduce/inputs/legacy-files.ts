import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { UserError } from '../../model/user-error.js';
import type { LegacyTokenizer, TokenizerJob } from '../trial/job.js';
import { legacyOutline } from './legacy-outline.js';

/** By the names that the transformers library gives them: a vocabulary with a token a line, one in JSON, and what SentencePiece writes. */
export function isLegacy(file: string): boolean {
  return extname(file) === '.txt' || basename(file) === 'vocab.json' || extname(file) === '.model';
}

/** Where the merges of a vocabulary in JSON are. */
export function mergesBeside(vocabulary: string): string {
  return join(dirname(vocabulary), 'merges.txt');
}

const textOf = (file: string, mend: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`it cannot be read (${error.code ?? error.message}); ${mend}`, { file });
  });

const jsonOf = (text: string, file: string): { readonly [name: string]: unknown } => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below: for who reads it there is no difference.
  }
  throw new UserError('it holds no JSON object; copy it again, or name a tokenizer.json', { file });
};

/**
 * The tokenizer of a `vocab.txt`, or of a `vocab.json` with the `merges.txt` beside it, with the rest of it written into the folder. Throws a
 * UserError where a file is missing, or is of a kind that nothing here reads.
 */
export async function readLegacy({ file, config }: TokenizerJob, folder: string): Promise<LegacyTokenizer> {
  const mend = 'have the transformers library write a tokenizer.json, and name that';
  if (extname(file) === '.model') throw new UserError(`@huggingface/tokenizers reads no model of SentencePiece; ${mend}`, { file });
  const settings = config === null ? {} : jsonOf(await textOf(config, mend), config);
  if (/clip/i.test(String(settings.tokenizer_class ?? '')))
    throw new UserError(`a ${String(settings.tokenizer_class)} needs more than these files; ${mend}`, { file });
  const text = await textOf(file, mend);
  const isLines = extname(file) === '.txt';
  const entries = isLines
    ? text.split(/\r?\n/).map((token, id): [string, number] => [token, id])
    : Object.entries(jsonOf(text, file)).map(([token, id]) => [token, Number(id)] as [string, number]);
  const merges = isLines ? null : mergesBeside(file);
  if (merges !== null) await textOf(merges, `a vocab.json needs the merges.txt beside it; copy that too, or ${mend}`);
  const vocabulary = new Map(entries);
  if (isLines && !vocabulary.has('[UNK]')) throw new UserError(`it is no vocabulary of BERT, which has [UNK]; ${mend}`, { file });
  const outline = join(folder, 'tokenizer-outline.json');
  await writeFile(outline, JSON.stringify(legacyOutline(isLines ? 'lines' : 'merges', vocabulary, settings)));
  return { vocabulary: file, merges, outline };
}
