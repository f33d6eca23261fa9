import { readFile } from 'node:fs/promises';
import { toolVersion } from '../model/tool.js';
import { UserError } from '../model/user-error.js';
import { renderJson } from '../report/json.js';
import { redacted } from '../report/redact.js';
import { sanitize } from '../report/sanitize.js';
import { mendOfName } from '../rules/near-name.js';
import { clock, sleep } from '../warm/clock.js';
import { readPlan } from '../warm/plan/read.js';
import { type Driver, DriverProblem } from '../warm/rollout/driver.js';
import { emitters } from '../warm/rollout/emit/emitters.js';
import { loadRolloutPolicy } from '../warm/rollout/load-policy.js';
import { begun, isEnded, type RolloutState, resumed, undone } from '../warm/rollout/machine.js';
import type { RolloutPolicy } from '../warm/rollout/policy.js';
import { type RolloutTimes, runRollout } from '../warm/rollout/run.js';
import { policyHashOf, readSaved, savedText } from '../warm/rollout/state-file.js';
import { collected, createCommand } from './command-line.js';
import { complain } from './errors.js';
import type { Io, Run } from './io.js';
import { driverOf, type EdgeOptions, type SidesEdge, shellOf, sidesEdge } from './rollout/edge.js';
import { lockState } from './rollout/lock.js';
import { endWords, toldWords } from './rollout/words.js';
import { status } from './status.js';
import { writeWholeFile } from './write-file.js';

type Options = EdgeOptions & {
  readonly resume?: boolean;
  readonly undo?: boolean;
  readonly check?: boolean;
  readonly emit?: NonNullable<ReturnType<typeof emitters.get>>;
  readonly state?: string;
  readonly format: 'text' | 'json';
  readonly quiet?: boolean;
};

const parseFormat = (text: string): 'text' | 'json' => {
  if (text === 'text' || text === 'json') return text;
  throw new UserError(`--format ${text}: give text or json`);
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
    .argument('<policy>', 'a policy of a rollout; docs/rollout.md has one to begin with')
    .option('--resume', 'go on with a rollout that was killed or failed: green is measured again first')
    .option('--undo', 'take a rollout back: all traffic to blue')
    .option('--check', 'warm and load green only; no traffic is moved')
    .option('--emit <artefact>', 'write files for another platform instead: argo or kubernetes', parseEmit)
    .option('--state <file>', 'where the state of the rollout is kept; beside the policy unless given')
    .option('--header <header>', 'sent with each request, as in "authorization: Bearer KEY" (may repeat)', collected)
    .option('-f, --format <name>', 'text or json', parseFormat, 'text')
    .option('-q, --quiet', 'no progress on standard error')
    .addHelpText('after', epilogue);

const textOf = (file: string, what: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? `there is no such ${what}` : error.code === 'EISDIR' ? 'is a folder' : `cannot be read (${error.code})`;
    throw new UserError(`${reason}; name the ${what}'s file`, { file });
  });

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
  const stateFile = options.state ?? `${file}.state.json`;
  const unlock = await lockState(stateFile);
  try {
    const from = await beginning(stateFile, policy, { driver, sides }, options);
    return await carryOut(from, policy, { driver, sides, stateFile }, options, io);
  } finally {
    await unlock();
  }
};

/** The state to go on from, by what is on disk and what is asked for. Throws a UserError where that does not fit together. */
const beginning = async (
  file: string,
  policy: RolloutPolicy,
  { driver, sides }: { driver: Driver; sides: SidesEdge },
  options: Options,
): Promise<RolloutState> => {
  const text = await readFile(file, 'utf8').catch(() => null);
  const saved = text === null ? null : readSaved(file, text);
  if (options.resume === true || options.undo === true) {
    if (saved === null) throw new UserError(`there is no rollout to ${options.undo ? 'take back' : 'go on with'} here; start one without the option`, { file });
    if (saved.policyHash !== policyHashOf(policy.text)) throw new UserError('the policy has changed since this rollout began; put it back as it was', { file });
    if (options.undo === true) return undone(saved.state);
    if (isEnded(saved.state)) throw new UserError('this rollout is over; start another one without --resume', { file });
    return resumed(saved.state);
  }
  if (saved !== null && !isEnded(saved.state))
    throw new UserError(`a rollout stands here that has not ended (${saved.state.phase}); --resume goes on with it, --undo takes it back`, { file });
  const share = await driver.greenShare().catch((error: unknown) => {
    if (error instanceof DriverProblem) throw new UserError(`${error.message}; nothing was changed`, { file: policy.file });
    throw error;
  });
  if (share === 1) throw new UserError('green has all traffic already; for the next rollout swap blue and green', { file: policy.file });
  if (!(await sides.look()).blue)
    throw new UserError(`blue does not answer (${policy.replicas.blue.map(({ url }) => url.host).join(', ')}); nothing was changed`);
  return begun;
};

const ending: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/** Runs with a signal that is aborted when the user stops the process. */
const stoppable = async <T>(io: Io, run: (stop: AbortSignal) => Promise<T>): Promise<T> => {
  const stop = new AbortController();
  const forget = io.onSignal(ending, (signal) => stop.abort(`stopped by ${signal}`));
  try {
    return await run(stop.signal);
  } finally {
    forget();
  }
};

type World = { readonly driver: Driver; readonly sides: SidesEdge; readonly stateFile: string };

const carryOut = (from: RolloutState, policy: RolloutPolicy, { driver, sides, stateFile }: World, options: Options, io: Io): Promise<number> =>
  stoppable(io, async (stop) => {
    const policyHash = policyHashOf(policy.text);
    const times: RolloutTimes = { ...policy, loadSeconds: policy.load.seconds };
    let told = '';
    const state = await runRollout(from, times, {
      ...sides,
      driver,
      clock,
      sleep,
      stop,
      save: (now) => writeWholeFile(stateFile, savedText({ state: redacted(now), policyHash })),
      retire: async () => {
        if (policy.retire === null) return { isGood: true, why: '' };
        const { status: code, err } = await shellOf(io)(policy.retire, {});
        return code === 0
          ? { isGood: true, why: 'blue was retired' }
          : { isGood: false, why: `blue was not retired, its command ended with ${code}: ${err.trim()}` };
      },
      tell: (one) => {
        const words = toldWords(redacted(one));
        if (words === null || words === told || options.quiet === true) return;
        told = words;
        complain(io, words);
      },
    });
    const words = endWords(redacted(state));
    const { phase, why, greenShare, step } = state;
    io.stdout.write(
      options.format === 'json'
        ? renderJson({ schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, verdict: phase, why: redacted(why), greenShare, step })
        : sanitize(`${words}\n`),
    );
    if (options.undo === true) return phase === 'rolled-back' ? status.done : status.failed;
    if (stop.aborted && phase === 'rolled-back') return status.interrupted;
    return phase === 'done' ? status.done : status.failed;
  });

const check = (policy: RolloutPolicy, sides: SidesEdge, options: Options, io: Io): Promise<number> =>
  stoppable(io, async (stop) => {
    if (options.quiet !== true) complain(io, 'green is warmed');
    const warmed = await sides.warm(stop);
    const done = warmed.isGood && !stop.aborted ? await sides.load(policy.load.seconds, stop) : warmed;
    if (stop.aborted) return status.interrupted;
    const verdict = done.isGood ? 'fit' : 'unfit';
    io.stdout.write(
      options.format === 'json'
        ? renderJson({ schemaVersion: 1, tool: { name: 'coldcase', version: toolVersion }, verdict, why: done.why })
        : sanitize(`${verdict}: ${done.why}.\n`),
    );
    return done.isGood ? status.done : status.failed;
  });
