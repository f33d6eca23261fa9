import { parentPort, workerData } from 'node:worker_threads';
import { readRuleSet } from '../options/rule-set.js';
import { readThresholds } from '../options/thresholds.js';
import { type FileJob, readFileBoots } from './read-file.js';

/** What a worker of `coldcase fleet` is started with. */
export type WorkerSettings = { readonly rules: readonly string[]; readonly thresholds: string | undefined; readonly known: readonly string[] };

const settings = workerData as WorkerSettings;
const known = new Set(settings.known);
const reader = readRuleSet(settings.rules).then(async (rules) => ({
  rules,
  thresholds: await readThresholds(
    settings.thresholds,
    rules.causes.map(({ id }) => id),
  ),
  isKnown: (hash: string) => known.has(hash),
}));

parentPort?.on('message', (job: FileJob) => {
  // A worker that cannot go on ends by this rejection, and whoever gave it the job hears of it.
  void reader.then((made) => readFileBoots(job, made)).then((result) => parentPort?.postMessage(result));
});
