import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export type Ended = { readonly status: number | null; readonly out: string; readonly err: string };

export type Running = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once it has said this on standard error, or has ended. */
  readonly said: (words: string) => Promise<void>;
};

const program = join(import.meta.dirname, '../../../dist/bin/coldcase.js');

/** The built command, as a process of its own. */
export const coldcase = (...args: readonly string[]): Running => {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (status) => resolve({ status, out, err })));
  const said = (words: string): Promise<void> =>
    Promise.race([
      ended.then(() => {}),
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (err.includes(words)) resolve();
        };
        child.stderr.on('data', look);
        look();
      }),
    ]);
  return { child, ended, said };
};
