import { Worker } from 'node:worker_threads';

/** A run that takes longer than this hangs: the slowest honest ones take some hundred milliseconds. */
const longestSeconds = 30;

const watch = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const shared = new Int32Array(workerData.buffer);
let last = -1;
let since = Date.now();
setInterval(() => {
  const now = Atomics.load(shared, 0);
  if (now !== last) { last = now; since = Date.now(); return; }
  if (Date.now() - since < workerData.seconds * 1000) return;
  writeSync(2, 'HANG: a run takes more than ' + workerData.seconds + ' s; its seed is ' + Atomics.load(shared, 1) + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 1000).unref();
`;

/** Watches from another thread that runs go on; ends the process with the seed of one that does not. */
export type HangGuard = { readonly begin: (seed: number) => void; readonly end: () => Promise<number> };

/** Starts to watch. */
export const createHangGuard = (): HangGuard => {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(watch, { eval: true, workerData: { buffer: shared.buffer, seconds: longestSeconds } });
  worker.unref();
  return {
    begin: (seed) => {
      shared[1] = seed;
      Atomics.add(shared, 0, 1);
    },
    end: () => worker.terminate(),
  };
};
