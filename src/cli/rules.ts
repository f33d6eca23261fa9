import { UserError } from '../model/user-error.js';
import { nearName } from '../rules/near-name.js';
import { createCommand } from './command-line.js';
import type { Io, Run } from './io.js';

/** One thing to do with rules: the folder (null: the built-in rules) in, an exit status out. */
export type RulesAction = (folder: string | null, io: Io) => Promise<number>;

const actions: ReadonlyMap<string, () => Promise<RulesAction>> = new Map([
  ['list', async () => (await import('./rules/list.js')).listRules],
  ['lint', async () => (await import('./rules/lint.js')).lintFolder],
  ['test', async () => (await import('./rules/test.js')).testFolder],
]);

/** `coldcase rules list|lint|test [DIR]` */
export const runRules: Run = async (args, io) => {
  const command = createCommand('coldcase rules', io)
    .usage('list|lint|test [DIR]')
    .description(
      'Works on rules: the built-in ones, or those of a folder with the built-in ones beneath.\n\nlist shows runtimes, how many signals each has, and causes. lint says what is wrong, by file, line and mend. test runs the examples that stand in the rules.',
    )
    .argument('<action>', 'list, lint or test')
    .argument('[dir]', 'a folder with .yaml rules of your own')
    .parse([...args], { from: 'user' });
  const [name = '', folder] = command.args;
  const load = actions.get(name);
  if (load === undefined) {
    const near = nearName(name, actions.keys());
    throw new UserError(`rules knows no '${name}'; ${near === null ? `there are ${[...actions.keys()].join(', ')}` : `did you mean ${near}?`}`);
  }
  return (await load())(folder ?? null, io);
};
