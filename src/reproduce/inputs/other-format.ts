import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '../../model/units.js';
import type { TokenizerJob } from '../trial/job.js';
import { assembledTokenizer } from '../trial/legacy-tokenizer.js';

/** A tokenizer in another format than it came in, with what that takes on the disk. */
export type OtherFormat = { readonly job: TokenizerJob; readonly title: string; readonly bytes: Bytes };

type Model = { readonly type?: string; readonly vocab?: unknown; readonly merges?: readonly unknown[] };

/** Tokens in the order of their ids, where these count from 0 on without a hole. */
const inOrder = (vocab: unknown): string[] | null => {
  const entries = typeof vocab === 'object' && vocab !== null && !Array.isArray(vocab) ? Object.entries(vocab) : [];
  const tokens: string[] = [];
  for (const [token, id] of entries) tokens[Number(id)] = token;
  return entries.length > 0 && tokens.length === entries.length && !tokens.some((token) => token === undefined || /[\r\n]/.test(token)) ? tokens : null;
};

/** Merges as lines, where no part of one holds a space. */
const mergeLines = (merges: readonly unknown[]): string[] | null => {
  const pairs = merges.map((merge) => (typeof merge === 'string' ? merge : Array.isArray(merge) ? merge.join(' ') : ''));
  return pairs.some((pair) => pair.split(' ').length !== 2 || /[\r\n]/.test(pair)) ? null : pairs;
};

const sizeOf = async (files: readonly string[]): Promise<Bytes> =>
  (await Promise.all(files.map((file) => stat(file)))).reduce((sum, { size }) => sum + size, 0);

/** The files before `tokenizer.json`, made of one; where they cannot hold it, why. */
const legacyOf = async (job: TokenizerJob, folder: string): Promise<OtherFormat | string> => {
  const { model, ...rest }: { readonly model: Model } = JSON.parse(await readFile(job.file, 'utf8'));
  const { vocab, merges, ...settings } = model;
  const outline = join(folder, 'outline.json');
  const written = async (vocabulary: string, text: string, lines: readonly string[] | null): Promise<OtherFormat> => {
    const mergesFile = lines === null ? null : join(folder, 'merges.txt');
    await writeFile(vocabulary, text);
    if (mergesFile !== null) await writeFile(mergesFile, `#version: 0.2\n${(lines ?? []).join('\n')}\n`);
    await writeFile(outline, JSON.stringify({ ...rest, model: settings }));
    const legacy = { vocabulary, merges: mergesFile, outline };
    const bytes = await sizeOf([vocabulary, outline, ...(mergesFile === null ? [] : [mergesFile])]);
    return { job: { ...job, legacy }, title: mergesFile === null ? 'tokenizer as vocab.txt' : 'tokenizer as vocab.json, merges.txt', bytes };
  };
  if (settings.type === 'WordPiece') {
    const tokens = inOrder(vocab);
    return tokens === null ? 'its ids leave holes, which vocab.txt cannot' : written(join(folder, 'vocab.txt'), `${tokens.join('\n')}\n`, null);
  }
  if (settings.type === 'BPE' && merges !== undefined) {
    const lines = mergeLines(merges);
    return lines === null ? 'its merges hold spaces, which merges.txt cannot' : written(join(folder, 'vocab.json'), JSON.stringify(vocab), lines);
  }
  return `the format before tokenizer.json of a ${settings.type ?? 'nameless'} tokenizer is none that @huggingface/tokenizers reads, such as a SentencePiece model`;
};

const fastOf = async (job: TokenizerJob, folder: string): Promise<OtherFormat | string> => {
  if (job.legacy === undefined) return 'it is one already';
  const file = join(folder, 'tokenizer.json');
  await writeFile(file, JSON.stringify(assembledTokenizer(job.legacy)));
  const { legacy: _, ...rest } = job;
  return { job: { ...rest, file }, title: 'tokenizer.json written before', bytes: await sizeOf([file]) };
};

/** Long enough to have words in common use and special tokens. */
const comparedTokens = 128;

/** The tokenizer in the other format of the two that can be read, written into the folder; where there is none that gives the same tokens, why. */
export async function otherFormatOf(job: TokenizerJob, folder: string): Promise<OtherFormat | string> {
  const other = await (job.legacy === undefined ? legacyOf : fastOf)(job, folder);
  if (typeof other === 'string') return other;
  // Its library is loaded only where it is asked for.
  const { loadTokenizer } = await import('../trial/tokenize.js');
  const [own, made] = [job, other.job].map((one) => loadTokenizer(one)(comparedTokens).ids.join());
  return own === made ? other : 'in the other format it gives other tokens';
}
