import { UserError } from '../model/user-error.js';
import { mendOfName } from '../rules/near-name.js';
import { createCommand } from './command-line.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';

/** What can be done with a baseline, each loaded when it is asked for. */
const actions: ReadonlyMap<string, () => Promise<Run>> = new Map([
  ['record', async () => (await import('./baseline/record.js')).runRecord],
  ['show', async () => (await import('./baseline/show.js')).runShow],
  ['merge', async () => (await import('./baseline/merge.js')).runMerge],
]);

const epilogue = `
Actions (coldcase baseline ACTION --help tells more):
  record PATH…   add the figures of a good start
  show           what the baseline holds
  merge FILE…    join the baselines of two branches
`;

/** `coldcase baseline record|show|merge` */
export const runBaseline: Run = async (args, io) => {
  const [name = '', ...rest] = args;
  const load = actions.get(name);
  if (load !== undefined) return (await load())(rest, io);
  const command = createCommand('coldcase baseline', io)
    .usage('record|show|merge [options] …')
    .description('Keeps the figures of earlier starts, which coldcase gate compares with: a small file to commit or to cache.')
    .argument('<ACTION>', 'record, show or merge')
    .allowExcessArguments(true)
    .addHelpText('after', epilogue);
  if (name === '') {
    command.outputHelp({ error: true });
    return status.wrong;
  }
  command.parse([...args], { from: 'user' });
  throw new UserError(`baseline knows no '${name}'; ${mendOfName(name, actions.keys(), `there are ${[...actions.keys()].join(', ')}`)}`);
};
