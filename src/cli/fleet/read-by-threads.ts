import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { closeQueue, newQueue, takeNext, takenBy } from './queue.js';
import { type FileReader, type FileResult, readFileBoots } from './read-file.js';
import type { ReadPath, WorkerSettings } from './worker.js';

/** The built command has its worker beside it; the sources, run as they are, have none. */
const workerFile = join(import.meta.dirname, 'fleet-worker.js');

/** As many threads as there are cores; one where no more could be started. */
export const usualWorkers = (): number => (existsSync(workerFile) ? availableParallelism() : 1);

export type ThreadsSettings = {
  /** How many threads read, this one included where it reads. */
  readonly count: number;
  /** Whether this thread reads too. A log that needs more memory than there is ends the thread that reads it, and with this one the command. */
  readonly isReadHere: boolean;
  readonly worker: Omit<WorkerSettings, 'queue' | 'seat'>;
  readonly reader: FileReader;
  /** What stands for the result of a file that its thread died of; the others go on. */
  readonly onDeath: (path: string, error: unknown) => FileResult;
  /** Called with each result as it comes, in whatever order. */
  readonly onResult: (result: FileResult) => void;
  readonly signal: AbortSignal;
};

/** Codes of a thread that could not be started; it is no fault of the file that it was to read. */
const unstarted = new Set(['ERR_WORKER_INIT_FAILED', 'EMFILE', 'ENFILE', 'EAGAIN']);

/** Starts a thread that takes paths from the queue, and gives why it ended; null: nothing was left to read. */
type RunThread = (settings: WorkerSettings, onRead: (read: ReadPath) => void) => Promise<Error | null>;

const runWorker: RunThread = (settings, onRead) =>
  new Promise((resolve) => {
    const worker = new Worker(workerFile, { workerData: settings });
    worker.on('message', onRead);
    worker.on('error', resolve);
    worker.on('exit', (code) => resolve(code === 0 ? null : new Error(`its worker ended with ${code}`)));
  });

/** Results of all paths, in their order, whoever read them and whenever; without those that an abort left undone. */
export const readByThreads = async (
  paths: readonly string[],
  settings: ThreadsSettings,
  run: RunThread | null = existsSync(workerFile) ? runWorker : null,
): Promise<FileResult[]> => {
  const { count, isReadHere, worker, reader, onDeath, onResult, signal } = settings;
  const wanted = Math.min(count, paths.length);
  const threads = run === null || wanted < 2 ? 0 : isReadHere ? wanted - 1 : wanted;
  const queue = newQueue(paths, threads + 1);
  const results = new Map<number, FileResult>();
  const close = (): void => closeQueue(queue);
  if (signal.aborted) close();
  signal.addEventListener('abort', close, { once: true });

  const note = ({ place, result }: ReadPath): void => {
    results.set(place, result);
    onResult(result);
  };

  const read = async (place: number): Promise<void> => {
    const path = paths[place] as string;
    note({ place, result: await readFileBoots({ path }, reader).catch((error: unknown) => onDeath(path, error)) });
  };

  const keepThread = async (start: RunThread, seat: number): Promise<void> => {
    for (let isStarted = true; isStarted; ) {
      const error = await start({ ...worker, queue, seat }, note);
      if (error === null) return;
      isStarted = !unstarted.has((error as NodeJS.ErrnoException).code ?? '');
      const place = takenBy(queue, seat);
      // One that dies of no file would die again.
      if (place === null || results.has(place)) return;
      if (isStarted) note({ place, result: onDeath(paths[place] as string, error) });
      else await read(place);
    }
  };

  const readHere = async (): Promise<void> => {
    for (let place = takeNext(queue, 0); place !== null; place = takeNext(queue, 0)) {
      await read(place);
      // What the others have read, and Ctrl-C, must be heard.
      await setImmediate();
    }
  };

  // The threads start while this one begins to read.
  const others = run === null ? [] : Array.from({ length: threads }, (_, place) => keepThread(run, place + 1));
  await Promise.all(isReadHere ? [...others, readHere()] : others);
  // What threads left that could not be started.
  await readHere();
  signal.removeEventListener('abort', close);
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
};
