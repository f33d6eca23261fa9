import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { loadCached } from '../code-cache.js';
import type { Queue } from './queue.js';
import type { FileResult } from './read-file.js';

/** What a worker of `coldcase fleet` is started with; `seat`: its number at the queue. */
export type WorkerSettings = {
  readonly rules: readonly string[];
  readonly thresholds: string | undefined;
  readonly contents: ReadonlyMap<string, string>;
  readonly queue: Queue;
  readonly seat: number;
};

/** What it sends of each path. */
export type ReadPath = { readonly place: number; readonly result: FileResult };

// As the command itself does: what follows finds it loaded, and compiled.
loadCached(join(import.meta.dirname, 'diagnosis.js'));
// A worker that cannot go on ends by a rejection, and whoever started it hears of it.
void import('./work-off.js').then(({ workOff }) => workOff(workerData as WorkerSettings));
