import { UserError } from '../model/user-error.js';
import { readTextFile } from '../read/text-file.js';
import { sanitize } from '../report/escape/sanitize.js';
import { mendOfName } from '../rules/near-name.js';
import { readPlan } from '../warm/plan/read.js';
import { emitters } from '../warm/rollout/emit/emitters.js';
import { loadRolloutPolicy } from '../warm/rollout/load-policy.js';
import { collected, createCommand } from './command-line.js';
import { textOrJsonOption } from './options/option-values.js';
import { driverOf, type EdgeOptions, sidesEdge } from './rollout/edge.js';
import { lockState } from './rollout/lock.js';
import { beginning, carryOut, check, type RolloutWorld, type SessionOptions } from './rollout/session.js';
import { status } from './status.js';
import type { Io, Run } from './terminal/io.js';

type Options = EdgeOptions &
  SessionOptions & {
    readonly check?: boolean;
    readonly emit?: NonNullable<ReturnType<typeof emitters.get>>;
    readonly state?: string;
  };

const parseEmit = (name: string): NonNullable<Options['emit']> => {
  const emitter = emitters.get(name);
  if (emitter !== undefined) return emitter;
  throw new UserError(`--emit ${name}: there is no such artefact; ${mendOfName(name, emitters.keys(), `there are ${[...emitters.keys()].join(', ')}`)}`);
};

const epilogue = `
Exit status: 0 green has the traffic (or it was taken back, as asked for); 1 it was rolled back, or failed; 2 the command line, the policy or the
plan is wrong; 130 interrupted, and rolled back.

Examples:
  coldcase rollout rollout.yaml
  coldcase rollout rollout.yaml --resume
  coldcase rollout rollout.yaml --check
  coldcase rollout rollout.yaml --emit argo
`;

const rolloutCommand = (io: Io) =>
  createCommand('coldcase rollout', io)
    .usage('[options] POLICY')
    .description('Moves traffic from blue to green step by step: green is warmed and loaded first, and a breach of the bounds takes everything back.')
    .argument('<POLICY>', 'a policy of a rollout; docs/rollout.md has one to begin with')
    .option('--resume', 'go on with a rollout that was killed or failed: green is measured again first')
    .option('--undo', 'take a rollout back: all traffic to blue')
    .option('--check', 'warm and load green only; no traffic is moved')
    .option('--emit <artefact>', 'write files for another platform instead: argo or kubernetes', parseEmit)
    .option('--state <file>', 'where the state of the rollout is kept; beside the policy unless given')
    .option('--header <header>', 'sent with each request, as in "authorization: Bearer KEY" (may repeat)', collected)
    .addOption(textOrJsonOption())
    .option('-q, --quiet', 'no progress on standard error')
    .addHelpText('after', epilogue);

const textOf = (file: string, what: string): Promise<string> => readTextFile(file, what, `name the ${what}'s file`);

/** `coldcase rollout POLICY` */
export const runRolloutCommand: Run = async (args, io) => {
  const command = rolloutCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const chosen = ['resume', 'undo', 'check', 'emit'].filter((name) => name in options);
  if (chosen.length > 1) throw new UserError(`--${chosen.join(' and --')} are two things; give one of them`);
  const [file = ''] = command.args;
  const policy = loadRolloutPolicy(file, await textOf(file, 'policy'));
  const plan = await readPlan(policy.planFile);
  if (options.emit !== undefined) {
    const { templateFile } = policy.request;
    const template = templateFile === null ? null : await textOf(templateFile, 'template');
    io.stdout.write(sanitize(options.emit(policy, { plan: await textOf(policy.planFile, 'plan'), template })));
    return status.done;
  }
  const sides = await sidesEdge(policy, plan, options, io);
  if (options.check === true) return check(policy, sides, options, io);
  const driver = driverOf(policy, io);
  if (driver === null) throw new UserError('names no driver, so nothing can move the traffic; add one, or give --check', { file });
  const world: RolloutWorld = { driver, sides, stateFile: options.state ?? `${file}.state.json` };
  const unlock = await lockState(world.stateFile);
  try {
    return await carryOut(await beginning(policy, world, options), policy, world, options, io);
  } finally {
    await unlock();
  }
};
