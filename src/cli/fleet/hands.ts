import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Hand } from '../../fleet/boots/pool.js';
import type { FileJob, FileReader, FileResult } from './read-file.js';
import { readFileBoots } from './read-file.js';
import type { WorkerSettings } from './worker.js';

/** The built command has its worker beside it; the sources, run as they are, have none. */
const workerFile = join(import.meta.dirname, 'fleet-worker.js');

/** As many workers as there are cores; one where they could not be started. */
export const usualWorkers = (): number => (existsSync(workerFile) ? availableParallelism() : 1);

/** A worker thread that reads files; or this thread, where only one is asked for. */
export const hireHand = (count: number, settings: WorkerSettings, reader: FileReader): Hand<FileJob, FileResult> =>
  count > 1 && existsSync(workerFile) ? threadHand(settings, reader) : { work: (job) => readFileBoots(job, reader), dismiss: () => {} };

/** Codes of a thread that could not be started; it is no fault of the file that it was to read. */
const unstarted = new Set(['ERR_WORKER_INIT_FAILED', 'EMFILE', 'ENFILE', 'EAGAIN']);

const isUnstarted = (error: Error): boolean => unstarted.has((error as NodeJS.ErrnoException).code ?? '');

const threadHand = (settings: WorkerSettings, reader: FileReader): Hand<FileJob, FileResult> => {
  const worker = new Worker(workerFile, { workerData: settings });
  let ended: Error | null = null;
  let onEnd = (_: Error): void => {};
  const end = (error: Error): void => {
    ended ??= error;
    onEnd(error);
  };
  worker.on('error', end);
  worker.on('exit', (code) => end(new Error(`its worker ended with ${code}`)));
  return {
    work: (job) =>
      new Promise<FileResult>((resolve, reject) => {
        if (ended !== null) return reject(ended);
        onEnd = reject;
        worker.once('message', resolve);
        worker.postMessage(job);
      }).catch((error: Error) => {
        if (isUnstarted(error)) return readFileBoots(job, reader);
        throw error;
      }),
    dismiss: () => void worker.terminate(),
  };
};
