import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { onExit } from 'signal-exit';
import type { Seconds } from '../../model/units.js';
import { signalGroup, signalTo } from '../process-group.js';
import { markedProcesses, memoryOf, trialMark } from './processes.js';
import type { RunningService, ServiceStart } from './service.js';

export type StartService = (start: ServiceStart, log: string) => Promise<RunningService>;

/** What a platform gives a container before it kills it is thrice as long; a service that needs more is told of. */
const usualGraceSeconds: Seconds = 10;
/** For a shell that ends at once and leaves the server to itself. */
const leaderSeconds: Seconds = 1;
const pollMilliseconds = 20;

const endingOf = (child: ChildProcess): string | null => {
  if (child.signalCode !== null) return child.signalCode;
  return child.exitCode === null ? null : `status ${child.exitCode}`;
};

/** Starts commands by the shell, each in a process group of its own, with what it writes in a file. */
export function serviceStarter(env: Readonly<NodeJS.ProcessEnv>, graceSeconds: Seconds = usualGraceSeconds): StartService {
  return async ({ command, set }, log) => {
    const mark = randomUUID();
    const file = await open(log, 'w');
    const startedAt = new Date();
    const isGroup = process.platform !== 'win32';
    const child = spawn(command, {
      shell: true,
      env: { ...env, ...set, [trialMark]: mark },
      stdio: ['ignore', file.fd, file.fd],
      detached: isGroup,
    });
    const ended = new AbortController();
    const leader = child.pid ?? 0;
    // A group is there as long as a dead process of it is that nobody has waited for, so Linux is asked for the living ones.
    const isLeft = (): boolean => (process.platform === 'linux' ? markedProcesses(mark).length > 0 : isGroup && signalTo(-leader, 0));
    const tell = (signal: NodeJS.Signals): void => {
      signalGroup(child, signal);
      for (const pid of markedProcesses(mark)) signalTo(pid, signal);
    };
    const forget = onExit(() => tell('SIGKILL'));
    child.on('exit', () => ended.abort());
    child.on('error', () => ended.abort());
    const goneWithin = async (seconds: Seconds): Promise<boolean> => {
      const until = performance.now() + seconds * 1000;
      while (isLeft() || endingOf(child) === null) {
        if (performance.now() >= until) return false;
        await delay(pollMilliseconds);
      }
      return true;
    };
    const stop = async (): Promise<boolean> => {
      try {
        // As a platform does: to the first process alone, which passes it on to its own.
        if (endingOf(child) === null) child.kill('SIGTERM');
        if (await goneWithin(leaderSeconds)) return false;
        if (endingOf(child) !== null) tell('SIGTERM');
        if (await goneWithin(graceSeconds - leaderSeconds)) return false;
        tell('SIGKILL');
        await goneWithin(leaderSeconds);
        return true;
      } finally {
        forget();
        await file.close();
      }
    };
    return { log, startedAt, ended: ended.signal, ending: () => endingOf(child), memoryBytes: () => memoryOf(markedProcesses(mark)), stop };
  };
}
