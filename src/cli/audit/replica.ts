import { spawn } from 'node:child_process';
import { hasEnded, signalGroup } from '../../reproduce/process-group.js';
import type { Target } from '../../warm/target/target.js';
import type { Io } from '../terminal/io.js';
import { freePort } from './free-port.js';

/** A replica that was started for an audit, on a port of its own. */
export type LocalReplica = { readonly pid: number; readonly target: Target; readonly stop: () => Promise<void> };

const readySeconds = 0.1;
/** How long a replica may take to end before it is killed. */
const endSeconds = 5;

export type ReplicaSettings = {
  /** A command line with `{port}` in it. */
  readonly line: string;
  readonly targetAt: (port: number) => Promise<Target>;
  /** Whether the replica says that it is ready. */
  readonly isReady: (port: number, target: Target, signal: AbortSignal) => Promise<boolean>;
  readonly patienceSeconds: number;
  readonly clock: () => number;
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
};

/** Starts a replica and waits until it is ready. Rejects with a sentence where it ends, or is not in time; nothing of it is left then. */
export const startReplica = async (settings: ReplicaSettings, io: Io): Promise<LocalReplica> => {
  const { line, targetAt, isReady, patienceSeconds, clock, sleep, signal } = settings;
  const port = await freePort();
  const child = spawn(line.replaceAll('{port}', String(port)), { shell: true, detached: true, env: { ...io.env, PORT: String(port) }, stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    signalGroup(child, 'SIGTERM');
    const late = setTimeout(() => signalGroup(child, 'SIGKILL'), endSeconds * 1000);
    await gone;
    clearTimeout(late);
    // What outlived its shell.
    signalGroup(child, 'SIGKILL');
  };
  const target = await targetAt(port);
  const begin = clock();
  while (!(await isReady(port, target, signal))) {
    const why = hasEnded(child)
      ? `the command of --start ended with ${child.signalCode ?? `status ${child.exitCode}`} before it was ready`
      : clock() - begin > patienceSeconds
        ? `the replica was not ready within ${patienceSeconds} s`
        : null;
    if (why !== null || signal.aborted) {
      await stop();
      throw new Error(why ?? 'was interrupted');
    }
    await sleep(readySeconds, signal);
  }
  return { pid: child.pid ?? 0, target, stop };
};
