import { commands } from './commands.js';
import { tellError } from './errors.js';
import { status } from './status.js';
import type { Io } from './terminal/io.js';

/** Options that may stand before a command's name, since they take no value. */
const switches = new Set(['--no-color', '--debug', '--quiet', '-q', '--keep-going', '--no-redact']);

type Chosen = { readonly name: string; readonly args: readonly string[] };

const choose = (args: readonly string[]): Chosen => {
  const at = args.findIndex((arg) => !switches.has(arg));
  const name = args[at];
  if (name !== undefined && commands.has(name)) return { name, args: [...args.slice(0, at), ...args.slice(at + 1)] };
  if (name === 'help') {
    const about = args[at + 1];
    return { name: about !== undefined && commands.has(about) ? about : 'diagnose', args: ['--help'] };
  }
  return { name: 'diagnose', args };
};

/**
 * Runs the command that the arguments ask for, and loads only that one. Gives the exit status; an error that the user can mend is told in
 * one sentence, any other in one line with how to report it (its stack with `--debug`).
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const chosen = choose(args);
  try {
    const run = await commands.get(chosen.name)?.load();
    return run === undefined ? status.wrong : await run(chosen.args, io);
  } catch (error) {
    return tellError(error, io, args.includes('--debug'));
  }
}
