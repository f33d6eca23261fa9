import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onExit } from 'signal-exit';
import type { StageName, Trial, TrialRuns, TrialStage } from '../model/reproduction.js';
import type { Seconds } from '../model/units.js';
import { cleanEnvironment } from './clean-environment.js';
import { hasEnded, signalGroup } from './process-group.js';
import { temporaryFolder } from './temporary-folder.js';
import type { TrialJob, TrialMessage } from './trial/job.js';

/** What one process told. */
export type TrialResult = {
  /** When the process was asked for, in ISO 8601; null where none was. */
  readonly startedAt: string | null;
  /** Why it did not come to its end; null where it did. */
  readonly failure: string | null;
  readonly stages: readonly TrialStage[];
  readonly runs: readonly (Omit<TrialRuns, 'shape'> & { readonly shape: number })[];
  /** Shapes that the model did not take, with what ONNX Runtime says of it. */
  readonly refused: readonly { readonly shape: number; readonly message: string }[];
  readonly atOnce?: NonNullable<Trial['atOnce']>;
  readonly idle: readonly { readonly idleSeconds: Seconds; readonly seconds: Seconds }[];
};

export type RunTrial = (job: TrialJob, signal: AbortSignal) => Promise<TrialResult>;

/** Two folders up is the package, from `src/reproduce` as from `dist/chunks`. */
const program = fileURLToPath(new URL('../../dist/reproduce/trial.cjs', import.meta.url));
const nanoseconds = 1e9;
const keptComplaint = 2000;

/** Ends the process with all that it started: it leads a group of its own. */
const kill = (child: ChildProcess): void => {
  if (!hasEnded(child)) signalGroup(child, 'SIGKILL');
};

const messagesOf = (text: string): TrialMessage[] =>
  text
    .split('\n')
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line));

const atOnceIn = (messages: readonly TrialMessage[]): Pick<TrialResult, 'atOnce'> => {
  const told = messages.find((message) => message.kind === 'at-once');
  return told === undefined ? {} : { atOnce: { coldSeconds: told.coldSeconds, warmSeconds: told.warmSeconds } };
};

const resultOf = (messages: readonly TrialMessage[], asked: bigint, failure: string | null): Omit<TrialResult, 'startedAt'> => {
  const since = (moment: string): number => Number(BigInt(moment) - asked) / nanoseconds;
  return {
    failure,
    stages: messages.flatMap((message) => {
      if (message.kind !== 'stage') return [];
      const startSeconds = message.stage === 'process-start' ? 0 : since(message.from);
      return [{ stage: message.stage, startSeconds, seconds: since(message.to) - startSeconds, peakBytes: message.peakBytes }];
    }),
    runs: messages.flatMap((message) => (message.kind === 'runs' ? [message] : [])).map(({ kind: _, ...runs }) => runs),
    ...atOnceIn(messages),
    idle: messages.flatMap((message) => (message.kind === 'idle' ? [{ idleSeconds: message.idleSeconds, seconds: message.seconds }] : [])),
    refused: messages.flatMap((message) => (message.kind === 'refused' ? [{ shape: message.shape, message: message.message }] : [])),
  };
};

type Exit = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly reason: 'ended' | 'too-long' | 'interrupted';
  readonly complaint: string;
};

const failureOf = (messages: readonly TrialMessage[], { code, signal, reason, complaint }: Exit, timeoutSeconds: number): string | null => {
  if (reason === 'interrupted') return 'interrupted';
  const last: StageName = messages.reduce<StageName>((stage, message) => (message.kind === 'begins' ? message.stage : stage), 'process-start');
  if (reason === 'too-long') return `not at its end after ${timeoutSeconds} s, in ${last}`;
  const error = messages.find((message) => message.kind === 'error');
  if (error !== undefined) return `${error.stage}: ${error.message}`;
  if (messages.some(({ kind }) => kind === 'done')) return null;
  if (signal === 'SIGKILL') return `killed in ${last}, as the system does where memory runs out`;
  const lines = complaint.trim().split('\n');
  // Node ends the report of an error with its version.
  const said = lines.findLast((line) => /error|terminate/i.test(line)) ?? lines.at(-1) ?? '';
  return `ended in ${last} with ${signal ?? `status ${code}`}${said === '' ? '' : `: ${said}`}`;
};

/** Starts one process whose descriptor 3 is that file, and gives how it ended. */
const runProcess = (words: readonly string[], told: number, options: { env: NodeJS.ProcessEnv; timeoutSeconds: number; signal: AbortSignal }): Promise<Exit> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      env: options.env,
      stdio: ['ignore', 'ignore', 'pipe', told],
      detached: process.platform !== 'win32',
    });
    let complaint = '';
    let reason: Exit['reason'] = 'ended';
    const stop = (why: Exit['reason']) => () => {
      reason = why;
      kill(child);
    };
    const onAbort = stop('interrupted');
    const timer = setTimeout(stop('too-long'), options.timeoutSeconds * 1000);
    const forget = onExit(() => kill(child));
    options.signal.addEventListener('abort', onAbort);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = `${complaint}${text}`.slice(-keptComplaint);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      forget();
      options.signal.removeEventListener('abort', onAbort);
      resolve({ code, signal, reason, complaint });
    });
  });

/**
 * Runs trials in fresh processes, and ends those that take longer than the time limit, with their children. What a trial tells goes into a
 * file: each write into a pipe would wake this process, which then takes the core from the trial (5 ms and more on a busy machine).
 */
export function trialRunner(env: Readonly<NodeJS.ProcessEnv>, timeoutSeconds: number, file = program): RunTrial {
  return async (job, signal) => {
    if (signal.aborted) return { startedAt: null, failure: 'interrupted', stages: [], runs: [], refused: [], idle: [] };
    const folder = temporaryFolder();
    try {
      const path = join(folder.path, 'told');
      const told = await open(path, 'w');
      const startedAt = new Date().toISOString();
      const asked = process.hrtime.bigint();
      // Waiting is what it was asked to do.
      const within = timeoutSeconds + (job.idleSeconds ?? []).reduce((sum, own) => sum + own, 0);
      const exit = await runProcess([file, JSON.stringify(job)], told.fd, { env: cleanEnvironment(env), timeoutSeconds: within, signal }).finally(() =>
        told.close(),
      );
      const messages = messagesOf(await readFile(path, 'utf8'));
      return { startedAt, ...resultOf(messages, asked, failureOf(messages, exit, timeoutSeconds)) };
    } finally {
      folder.remove();
    }
  };
}
