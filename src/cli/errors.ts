import { CommanderError } from 'commander';
import { UserError } from '../model/user-error.js';
import { sanitize } from '../report/escape/sanitize.js';
import { status } from './status.js';
import type { Io } from './terminal/io.js';

/** A line on stderr, `coldcase: ` in front; what it quotes reaches the terminal harmless. */
export const complain = (io: Io, message: string): void => {
  io.stderr.write(`coldcase: ${sanitize(message)}\n`);
};

/** Tells what ended a command and gives its exit status. */
export const tellError = (error: unknown, io: Io, isDebug: boolean): number => {
  // Commander has written its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? status.done : status.wrong;
  if (error instanceof UserError) {
    complain(io, error.message);
    if (isDebug && error.stack !== undefined) io.stderr.write(`${sanitize(error.stack)}\n`);
    return status.wrong;
  }
  const message = error instanceof Error ? error.message : String(error);
  const report = 'this is a bug in coldcase; please report it with what --debug adds and a log made by `coldcase redact`';
  complain(io, `${message.split('\n', 1).join('')} (${report})`);
  if (isDebug && error instanceof Error) io.stderr.write(`${sanitize(error.stack ?? '')}\n`);
  return status.bug;
};
