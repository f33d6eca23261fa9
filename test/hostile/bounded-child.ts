import { spawnSync } from 'node:child_process';

export type Ended = { readonly status: number | null; readonly out: string; readonly err: string };

/** Runs the built command with no more of a heap than that. A heap that is full ends the process by a signal: its status is null. */
export const runBounded = (args: readonly string[], heapMegabytes: number): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${heapMegabytes}`, 'dist/bin/coldcase.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, out: stdout, err: stderr };
};
