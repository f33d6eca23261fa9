import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';

export type Ended = { readonly status: number | null; readonly out: string; readonly err: string };

/** Runs the built command with no more of a heap than that. A heap that is full ends the process by a signal: its status is null. */
export const runBounded = (args: readonly string[], heapMegabytes: number): Ended => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`--max-old-space-size=${heapMegabytes}`, 'dist/bin/coldcase.js', ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, out: stdout, err: stderr };
};

/** The same while this process goes on: for a command that asks it. */
export const runBoundedAside = async (args: readonly string[], heapMegabytes: number): Promise<Ended> => {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, 'dist/bin/coldcase.js', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, out, err };
};
