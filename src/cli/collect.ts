import { UserError } from '../model/user-error.js';
import { sanitize } from '../report/escape/sanitize.js';
import { mendOfName } from '../rules/near-name.js';
import { podCommands } from './collect/pod.js';
import { serviceCommands } from './collect/service.js';
import { unitCommands } from './collect/unit.js';
import { createCommand } from './command-line.js';
import { status } from './status.js';
import type { Run } from './terminal/io.js';

type Options = {
  readonly namespace?: string;
  readonly context?: string;
  readonly file?: string;
  readonly project?: string;
  readonly since?: string;
  readonly user?: boolean;
};

const kinds = ['pod', 'service', 'unit'];

/** The commands of one kind of thing. Throws a UserError for a kind that there is none of. */
const commandsFor = (kind: string, name: string, options: Options): string[] => {
  if (kind === 'pod') return podCommands(name, options);
  if (kind === 'service') return serviceCommands(name, options);
  if (kind === 'unit') return unitCommands(name, options);
  throw new UserError(`collect knows no '${kind}'; ${mendOfName(kind, kinds, `there are ${kinds.join(', ')}`)}`);
};

/** `coldcase collect pod|service|unit NAME`: prints, and never runs. */
export const runCollect: Run = async (args, io) => {
  const command = createCommand('coldcase collect', io)
    .usage('[options] pod|service|unit NAME')
    .description(
      'Prints the commands that gather all that tells of one start: of a Kubernetes pod, a Compose service or a systemd unit. It runs none of them: look at them, then pipe them into a shell.',
    )
    .argument('<KIND>', 'pod, service or unit')
    .argument('<NAME>', 'its name')
    .option('-n, --namespace <name>', 'pod: its namespace')
    .option('--context <name>', 'pod: the context of kubectl')
    .option('--file <path>', 'service: the Compose file')
    .option('--project <name>', 'service: the Compose project')
    .option('--since <time>', 'unit: from this time on (default: since the machine came up)')
    .option('--user', "unit: one of the user's own manager")
    .parse([...args], { from: 'user' });
  const [kind = '', name = ''] = command.args;
  io.stdout.write(`${sanitize(commandsFor(kind, name, command.opts<Options>()).join('\n'))}\n`);
  return status.done;
};
