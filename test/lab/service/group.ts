import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
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
/** What is started is killed by the kernel where the lab itself is killed (Linux). */
const dyingWithUs = ['setpriv', '--pdeathsig', 'KILL', '--'];
const running = new Set<number>();

/** Kills every group that still runs: for an end that comes from outside. */
export function killGroups(): void {
  for (const group of running) signalGroup(group, 'SIGKILL');
}

/** Starts a command in its own process group, its lines going to `onLine`. */
export function startGroup(
  command: readonly string[],
  options: { readonly folder: string; readonly environment: { readonly [name: string]: string | undefined }; readonly replica: number },
  onLine: (line: Line) => void,
): Group {
  const [program = '', ...rest] = [...dyingWithUs, ...command];
  const spawnedAt = monotonicSeconds();
  const child = spawn(program, rest, { cwd: options.folder, env: { ...options.environment }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid !== undefined) running.add(child.pid);
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
  for (let tries = 0; tries < 40 && (await living(group)).length > 0; tries += 1) await sleep(25);
  const left = await living(group);
  running.delete(group);
  if (left.length > 0) throw new Error(`processes of group ${group} are left: ${left.join(', ')}`);
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    kill(-group, signal);
  } catch {
    // Nothing is left of it.
  }
}

/** Processes of a group that still run; an orphan that has ended stays until process 1 reaps it, which not every container's does. */
async function living(group: number): Promise<string[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(processes.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')));
  return stats.flatMap((stat) => {
    // PID (NAME) STATE PARENT GROUP; a name may hold anything, brackets too.
    const [pid = ''] = stat.split(' ', 1);
    const [state, , own] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return own === String(group) && state !== 'Z' && state !== 'X' ? [pid] : [];
  });
}
