import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { UserError } from '../../model/user-error.js';
import type { Io } from '../terminal/io.js';

/** How a service ended, in words, and as the exit status that a shell gives it. */
export type ServiceEnd = { readonly status: number; readonly words: string };

export type Service = { readonly ended: Promise<ServiceEnd>; readonly kill: (signal: NodeJS.Signals) => void };

/** Starts the service that is to be warmed, with our own streams. Throws a UserError where there is no such program. */
export const startService = async (command: readonly string[], io: Io): Promise<Service> => {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'inherit', env: { ...io.env } });
  const ended = new Promise<ServiceEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      const status = signal === null ? (code ?? 0) : 128 + constants.signals[signal];
      resolve({ status, words: `${program} ended ${signal === null ? `with status ${code}` : `by ${signal}`}` });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such program; check its name and PATH' : `cannot be started (${error.code ?? error.message})`;
      reject(new UserError(`${program}: ${why}`));
    });
  });
  return { ended, kill: (signal) => void child.kill(signal) };
};
