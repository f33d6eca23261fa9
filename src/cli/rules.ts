import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';
import { createCommand } from './command-line.js';
import { textOrJsonOption } from './options/option-values.js';
import type { Io, Run } from './terminal/io.js';

/** What else was asked for: the proofs of `test`, and how they are printed. */
export type RulesOptions = { readonly report: boolean; readonly format: 'text' | 'json' };

/** One thing to do with rules: the folder (null: the built-in rules), or the log, in; an exit status out. */
export type RulesAction = (path: string | null, io: Io, options: RulesOptions) => Promise<number>;

const actions: ReadonlyMap<string, () => Promise<RulesAction>> = new Map([
  ['list', async () => (await import('./rules/list.js')).listRules],
  ['lint', async () => (await import('./rules/lint.js')).lintFolder],
  ['test', async () => (await import('./rules/test.js')).testFolder],
  ['suggest', async () => (await import('./rules/suggest.js')).suggestFor],
]);

/** `coldcase rules list|lint|test [DIR]`, `coldcase rules suggest LOG` */
export const runRules: Run = async (args, io) => {
  const command = createCommand('coldcase rules', io)
    .usage('list|lint|test [DIR] | suggest LOG')
    .description(
      'Works on rules: the built-in ones, or those of a folder with the built-in ones beneath.\n\nlist shows runtimes, how many signals each has, and causes. lint says what is wrong, by file, line and mend. test runs the examples that stand in the rules. With --report it also shows, for each signal, how many examples, counterexamples and references it has. suggest shows the lines of a log that state or take time and that no rule reads, each with a signal to begin with.',
    )
    .argument('<ACTION>', 'list, lint, test or suggest')
    .argument('[PATH]', 'a folder with .yaml rules of your own; for suggest a log')
    .option('--report', 'test: examples, counterexamples and references of each signal')
    .addOption(textOrJsonOption('test --report: format of the answer'))
    .parse([...args], { from: 'user' });
  const [name = '', path] = command.args;
  const load = actions.get(name);
  if (load === undefined) throw new UserError(`rules knows no '${name}'; ${mendOfName(name, actions.keys(), `there are ${[...actions.keys()].join(', ')}`)}`);
  const { report = false, format } = command.opts<{ report?: boolean; format: RulesOptions['format'] }>();
  if (report && name !== 'test') throw new UserError(`rules ${name} has no --report; it belongs to rules test`);
  return (await load())(path ?? null, io, { report, format });
};
