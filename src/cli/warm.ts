import { UserError } from '../model/user-error.js';
import { clock } from '../warm/clock.js';
import { parseProviders } from '../warm/onnx/create-session.js';
import { readPlan } from '../warm/plan/read.js';
import { collected, createCommand } from './command-line.js';
import { aboveZero, amount, textOrJsonOption } from './options/option-values.js';
import { type ProbeAddress, parseProbe } from './output/probe.js';
import type { Io, Run } from './terminal/io.js';
import { runSession } from './warm/session.js';
import { openState, targetName } from './warm/state-file.js';
import { isModelFile, type TargetOptions, targetOf } from './warm/target.js';

type Options = TargetOptions & {
  readonly probe?: ProbeAddress;
  readonly concurrency: number;
  readonly deadline?: number;
  readonly format: 'text' | 'json';
  readonly quiet?: boolean;
  readonly state?: string;
};

const parseConcurrency = (text: string): number => {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UserError(`--concurrency ${text}: give a whole number from 1 (compare nothing) to 999`);
};

const epilogue = `
Exit status: 0 all of it is warm; 1 something stayed cold or failed; 2 the command line or the plan is wrong; 130 interrupted. After -- it is
that of the command.

Examples:
  coldcase warm warmup.yaml --target http://localhost:8000 --protocol openai
  coldcase warm warmup.yaml --target http://localhost:8000/predict --protocol json --template request.json
  coldcase warm warmup.yaml --target http://localhost:8000 --probe :9090 -- python serve.py
  coldcase warm warmup.yaml --target model.onnx --provider cuda,cpu
`;

const warmCommand = (io: Io) =>
  createCommand('coldcase warm', io)
    .usage('[options] PLAN [-- COMMAND…]')
    .description('Runs the shapes of a plan against a service until each is steady, and says what stayed cold.')
    .argument('<PLAN>', 'a plan, as coldcase plan writes it')
    .argument('[COMMAND...]', 'after --: the service itself, which is started first; signals are passed on to it, its exit status is kept')
    .option('--target <url>', 'the service, or a .onnx file that is run in this process')
    .option(
      '--provider <names>',
      'for a .onnx file: what runs it, as in tensorrt,cuda,cpu; each only where those before it cannot: cpu unless given',
      parseProviders,
    )
    .option('--protocol <name>', 'openai, kserve, tf-serving, torchserve or json; without it what the plan says')
    .option('--model <name>', 'the name of the model there; without it what the plan says')
    .option('--template <file>', 'for json and torchserve: the body of a request with placeholders such as "{{text}}"')
    .option('--header <header>', 'sent with each request, as in "authorization: Bearer KEY" (may repeat)', collected)
    .option('--command <line>', 'a command line that runs one pass, in place of a service')
    .option('--concurrency <count>', 'compare so many passes at once with passes one by one; 1 compares nothing', parseConcurrency, 4)
    .option(
      '--deadline <time>',
      'how long the warmup may take, waiting for the service included; without it what the plan says',
      amount('--deadline', 'seconds', aboveZero('seconds')),
    )
    .option('--probe <address>', 'serve /livez, /readyz and /metrics there, as in :9090, and stay until stopped', parseProbe)
    .option('--state <file>', 'keep there what is warm: another run with it checks that, and goes on where this one ended')
    .addOption(textOrJsonOption())
    .option('-q, --quiet', 'no progress on standard error')
    .addHelpText('after', epilogue);

/** `coldcase warm PLAN [-- COMMAND…]` */
export const runWarm: Run = async (args, io) => {
  const command = warmCommand(io).parse([...args], { from: 'user' });
  const options = command.opts<Options>();
  const [file = '', ...serviceCommand] = command.args;
  if (serviceCommand.length > 0 && !args.includes('--'))
    throw new UserError(`there is one plan too many (${serviceCommand[0]}); the command of a service stands after --`);
  const isInProcess = options.target !== undefined && isModelFile(options.target);
  if (isInProcess && (options.probe !== undefined || serviceCommand.length > 0))
    throw new UserError('--target is a model that runs in this process and serves nobody: take --probe and the command after -- out, or name a service');
  const plan = await readPlan(file);
  const target = await targetOf(options, plan, clock, io);
  const { probe = null, concurrency, deadline = plan.deadlineSeconds, format, quiet: isQuiet = false } = options;
  const stateFile = options.state === undefined ? null : await openState(options.state, targetName(options.target ?? options.command ?? ''));
  return runSession(plan, target, { stateFile, probe, concurrency, deadlineSeconds: deadline, format, isQuiet, command: serviceCommand }, io);
};
