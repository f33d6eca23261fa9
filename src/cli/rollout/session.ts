import { readFile } from 'node:fs/promises';
import { toolVersion } from '../../model/tool.js';
import { UserError } from '../../model/user-error.js';
import { sanitize } from '../../report/escape/sanitize.js';
import { renderJson } from '../../report/json.js';
import { redacted } from '../../report/redaction/redact.js';
import { clock, sleep } from '../../warm/clock.js';
import { type Driver, DriverProblem } from '../../warm/rollout/driver.js';
import { begun, isEnded, type RolloutState, resumed, undone } from '../../warm/rollout/machine.js';
import type { RolloutPolicy } from '../../warm/rollout/policy.js';
import { type RolloutTimes, runRollout } from '../../warm/rollout/run.js';
import { policyHashOf, readSaved, savedText } from '../../warm/rollout/state-file.js';
import { complain } from '../errors.js';
import { writeWholeFile } from '../output/write-file.js';
import { status } from '../status.js';
import type { Io } from '../terminal/io.js';
import { type SidesEdge, shellOf } from './edge.js';
import { endWords, toldWords } from './words.js';

export type SessionOptions = {
  readonly resume?: boolean;
  readonly undo?: boolean;
  readonly format: 'text' | 'json';
  readonly quiet?: boolean;
};

/** What a rollout works on. */
export type RolloutWorld = { readonly driver: Driver; readonly sides: SidesEdge; readonly stateFile: string };

/** The state to go on from, by what is on disk and what is asked for. Throws a UserError where that does not fit together. */
export const beginning = async (policy: RolloutPolicy, { driver, sides, stateFile: file }: RolloutWorld, options: SessionOptions): Promise<RolloutState> => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new UserError(`cannot be read (${error.code}); name another file by --state`, { file });
  });
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
    throw new UserError(`blue does not answer (${policy.replicas.blue.map(({ url }) => url.host).join(', ')}); nothing was changed`, { file: policy.file });
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

/** Carries a rollout on from a state, tells what happens, and gives the exit status. */
export const carryOut = (
  from: RolloutState,
  policy: RolloutPolicy,
  { driver, sides, stateFile }: RolloutWorld,
  options: SessionOptions,
  io: Io,
): Promise<number> =>
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

/** Warms and loads green, tells whether it is fit, and gives the exit status. */
export const check = (policy: RolloutPolicy, sides: SidesEdge, options: SessionOptions, io: Io): Promise<number> =>
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
