import { readFileSync } from 'node:fs';
import type { LegacyTokenizer } from './job.js';

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);

/** A token a line, whose number is its id; or a JSON object of ids by token. */
const vocabularyIn = (file: string): object =>
  file.endsWith('.json') ? JSON.parse(readFileSync(file, 'utf8')) : Object.fromEntries(linesOf(file).map((token, id) => [token, id]));

/** What files of the format before `tokenizer.json` are, put together as that: what a tokenizer that converts them does at each start. */
export function assembledTokenizer({ vocabulary, merges, outline }: LegacyTokenizer): object {
  const { model, ...rest } = JSON.parse(readFileSync(outline, 'utf8'));
  // The first line of merges.txt names its version.
  const pairs = merges === null ? {} : { merges: linesOf(merges).filter((line, place) => line !== '' && !(place === 0 && line.startsWith('#version'))) };
  return { ...rest, model: { ...model, vocab: vocabularyIn(vocabulary), ...pairs } };
}
