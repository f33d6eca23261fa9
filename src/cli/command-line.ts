import { Command } from 'commander';
import { UserError } from '../model/user-error.js';
import { sanitize } from '../report/escape/sanitize.js';
import type { Io } from './terminal/io.js';
import { terminalWidth } from './terminal/terminal.js';

/** `error: unknown option '--fromat'\n(Did you mean --format?)` as one sentence in our words. */
const sentence = (message: string, name: string): string => {
  const told = message
    .replace(/^error: /, '')
    .trim()
    .replace(/\.$/, '')
    .replace(/\n\(Did you mean (.*)\?\)$/s, '; did you mean $1?');
  const help = told.endsWith('?') ? '' : `; see ${name} --help`;
  return `coldcase: ${sanitize(told)}${help}\n`;
};

/** A commander command that writes to `io`, throws instead of exiting, and tells a mistake in one sentence with the near name.
 * Every command takes `--no-color` and `--debug`. */
export const createCommand = (name: string, io: Io): Command => {
  const command = new Command(name)
    .exitOverride()
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'show this help')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are heeded too)')
    .option('--debug', 'show the stack of an unexpected error')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(sentence(text, name)),
      getOutHelpWidth: () => terminalWidth(io.stdout, io.env),
      getErrHelpWidth: () => terminalWidth(io.stderr, io.env),
    });
  io.onCommand?.(command);
  return command;
};

/** For options that may be given several times. */
export const collected = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];

/** Reads an option's whole number of 1 or more. Throws a UserError. */
export const wholeNumber =
  (option: string) =>
  (text: string): number => {
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new UserError(`${option} ${text}: give a whole number of 1 or more`);
    return Number(text);
  };
