import { parentPort } from 'node:worker_threads';
import { readRuleSet } from '../options/rule-set.js';
import { readThresholds } from '../options/thresholds.js';
import { takeNext } from './queue.js';
import { readFileBoots } from './read-file.js';
import type { ReadPath, WorkerSettings } from './worker.js';

/** Reads what is left in the queue, in a thread of its own. */
export const workOff = async ({ rules: files, thresholds, contents, queue, seat }: WorkerSettings): Promise<void> => {
  const rules = await readRuleSet(files);
  const causes = rules.causes.map(({ id }) => id);
  const reader = { rules, thresholds: await readThresholds(thresholds, causes), contentOf: (hash: string) => contents.get(hash) ?? null };
  for (let place = takeNext(queue, seat); place !== null; place = takeNext(queue, seat)) {
    const read: ReadPath = { place, result: await readFileBoots({ path: queue.paths[place] as string }, reader) };
    parentPort?.postMessage(read);
  }
};
