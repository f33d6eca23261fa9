import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { kill } from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicSeconds } from './monotonic.js';

/** A line as it came out of a service. */
export type Line = { readonly text: string; readonly at: number; readonly epoch: number; readonly stream: 'stdout' | 'stderr'; readonly replica: number };

/** A service that runs as a process group of its own. */
export type Group = {
  readonly spawnedAt: number;
  /** Status or signal of its first process, once that has ended and its output is read. */
  readonly ended: Promise<{ readonly status: number | null; readonly signal: string | null }>;
  readonly hasEnded: () => boolean;
  /** SIGTERM, two seconds, SIGKILL for the whole group. Throws where something is left of it then. */
  readonly stop: () => Promise<void>;
};

const graceSeconds = 2;

/** Starts a command in its own process group, its lines going to `onLine`. */
export function startGroup(
  command: readonly string[],
  options: { readonly folder: string; readonly environment: { readonly [name: string]: string | undefined }; readonly replica: number },
  onLine: (line: Line) => void,
): Group {
  const [program = '', ...rest] = command;
  const spawnedAt = monotonicSeconds();
  const child = spawn(program, rest, { cwd: options.folder, env: { ...options.environment }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let isOver = false;
  const read = (['stdout', 'stderr'] as const).map(async (stream) => {
    for await (const text of createInterface({ input: child[stream], crlfDelay: Number.POSITIVE_INFINITY })) {
      onLine({ text, at: monotonicSeconds(), epoch: Date.now() / 1000, stream, replica: options.replica });
    }
  });
  const ended = exitOf(child).then(async (exit) => {
    isOver = true;
    await Promise.race([Promise.all(read), sleep(500)]);
    return exit;
  });
  return { spawnedAt, ended, hasEnded: () => isOver, stop: () => stopGroup(child, ended) };
}

async function exitOf(child: ChildProcess): Promise<{ status: number | null; signal: string | null }> {
  const [status, signal] = await once(child, 'exit');
  return { status, signal };
}

async function stopGroup(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const group = child.pid;
  if (group === undefined) return;
  signalGroup(group, 'SIGTERM');
  await Promise.race([ended, sleep(graceSeconds * 1000, undefined, { ref: false })]);
  signalGroup(group, 'SIGKILL');
  await ended;
  // Workers whose master was killed are reaped by the first process of the machine, in its own time.
  for (let tries = 0; tries < 400 && signalGroup(group, 0); tries += 1) await sleep(25);
  if (signalGroup(group, 0)) throw new Error(`processes of group ${group} are left`);
}

/** Whether there was anything to signal. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return kill(-group, signal);
  } catch {
    return false;
  }
}
