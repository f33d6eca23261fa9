import { readFileSync } from 'node:fs';
import { randomSource } from '../../../src/statistics/random.js';
import { shortVllmLog } from '../vllm-log.js';

/** Words of the licence: prose that says nothing of a start. */
const words = readFileSync('LICENSE', 'utf8').match(/[A-Za-z]{2,}/g) ?? [];

const prompts = /(?<=prompt: ')[^']*/g;

/** The log of a replica of vLLM: a start, then lines of serving, so many in all. Each prompt is another one, so that a table packs them as it does real ones. */
export const servingLog = (replica: number, lineCount: number): string => {
  const chance = randomSource(replica + 1, 1);
  const below = (most: number): number => Math.floor(chance() * most);
  const promptOf = (): string => Array.from({ length: 10 + below(40) }, () => words[below(words.length)]).join(' ');
  return shortVllmLog(lineCount).replace(prompts, promptOf);
};
