import { spawnSync } from 'node:child_process';

export type Run = { readonly seconds: number; readonly stdout: string; readonly peakBytes: number | null };

// A certificate file costs each Node process tens of milliseconds that are none of ours.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;

// At its exit the child writes its own peak to descriptor 3: the same on every system, unlike time(1). Its worker threads are given the same import.
const peakToDescriptor3 =
  "data:text/javascript,import{writeSync}from'node:fs';import{isMainThread}from'node:worker_threads';if(isMainThread)process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS*1024)))";

/** Runs the program to its end, with more in its environment if need be; throws with what it said if it fails. Wall clock, as seen from here. */
export function run(command: string, words: readonly string[], more: NodeJS.ProcessEnv = {}): Run {
  const before = process.hrtime.bigint();
  const child = spawnSync(command, words, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 });
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  if (child.error) throw child.error;
  if (child.status !== 0) throw new Error(`${command} ${words.join(' ')}: status ${child.status}\n${child.stderr}`);
  const peak = child.output[3];
  return { seconds, stdout: child.stdout, peakBytes: peak ? Number(peak) : null };
}

/** Seconds of processor time (its own and the system's) and on the clock that a program took; the first hardly change with what else runs. */
export type Spent = { readonly processor: number; readonly clock: number };

/** Runs the program to its end by the shell's own stopwatch, which knows processor time; throws if it fails. What it prints is dropped. */
export function spentBy(words: readonly string[], more: NodeJS.ProcessEnv = {}): Spent {
  const { stdout } = run('bash', ['-c', 'TIMEFORMAT="%R %U %S"; { time "$@" >/dev/null 2>&1; } 2>&1', 'bash', ...words], { LC_ALL: 'C', ...more });
  const [clock = Number.NaN, user = Number.NaN, system = Number.NaN] = stdout.trim().split(' ').map(Number);
  return { processor: user + system, clock };
}

/** As `run`, of a Node program, with its peak memory. */
export function runNode(words: readonly string[]): Run {
  return run(process.execPath, ['--import', peakToDescriptor3, ...words]);
}

/** Whether such a program can be started at all. */
export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
