import { PassThrough } from 'node:stream';
import type { Command, Option } from 'commander';
import { commands } from '../commands.js';
import type { Io } from '../terminal/io.js';

/** A command as its help describes it. */
export type Described = {
  readonly name: string;
  readonly describes: string;
  readonly actions: readonly string[];
  readonly command: Command;
};

/** An option for a completion: its names, whether a value follows, and which values there are. */
export type DescribedOption = {
  readonly names: readonly string[];
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly describes: string;
};

/** Every command with its options, by asking each for its help, which is thrown away. */
export const describeCommands = async (): Promise<Described[]> => {
  const all: Described[] = [];
  for (const [name, { describes, actions = [], load }] of commands) {
    const made: Command[] = [];
    const run = await load();
    // Commander ends a command that was asked for help by an error.
    await run(
      ['--help'],
      silent((command) => made.push(command)),
    ).catch(() => {});
    const [command] = made;
    if (command !== undefined) all.push({ name, describes, actions, command });
  }
  return all;
};

const silent = (onCommand: (command: Command) => void): Io => ({
  stdin: new PassThrough(),
  stdout: new PassThrough().resume(),
  stderr: new PassThrough().resume(),
  env: {},
  onInterrupt: () => () => {},
  onSignal: () => () => {},
  onCommand,
});

/** Options of a command, the ones of all commands among them. */
export const optionsOf = ({ command }: Described): DescribedOption[] => [
  ...command.options.map(described),
  { names: ['-h', '--help'], takesValue: false, choices: [], describes: 'show this help' },
];

const described = ({ short, long, required, optional, argChoices, description }: Option): DescribedOption => ({
  names: [short, long].flatMap((name) => name ?? []),
  takesValue: required || optional,
  choices: argChoices ?? [],
  describes: description,
});
