import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';
import { createCommand } from './command-line.js';
import { bashCompletion } from './completion/bash.js';
import { type Described, describeCommands } from './completion/described.js';
import { fishCompletion } from './completion/fish.js';
import { zshCompletion } from './completion/zsh.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';

const shells: ReadonlyMap<string, (all: readonly Described[]) => string> = new Map([
  ['bash', bashCompletion],
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
]);

/** `coldcase completion bash|zsh|fish` */
export const runCompletion: Run = async (args, io) => {
  const command = createCommand('coldcase completion', io)
    .usage('bash|zsh|fish')
    .description('Prints a script that completes commands, options and files in your shell; its first line says where to put it.')
    .argument('<SHELL>', 'bash, zsh or fish')
    .parse([...args], { from: 'user' });
  const [shell = ''] = command.args;
  const write = shells.get(shell);
  if (write === undefined)
    throw new UserError(`completion knows no '${shell}'; ${mendOfName(shell, shells.keys(), `there are ${[...shells.keys()].join(', ')}`)}`);
  io.stdout.write(write(await describeCommands()));
  return status.done;
};
