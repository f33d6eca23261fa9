import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { formats } from '../../src/report/registry.js';
import { run, start } from './command.js';
import type { Fault, Outcome } from './fault.js';

const lesson = readFileSync('fixtures/lesson.log', 'utf8');
const log = resolve('fixtures/lesson.log');

const outcome = (times: number, seen: string, checks: readonly (readonly [boolean, string])[]): Outcome => ({
  times,
  seen,
  wrong: checks.filter(([holds]) => !holds).map(([, what]) => what),
});

/** Mounts what the arguments say, and takes it away after the work. False where that is not allowed here. */
const mounted = async <T>(args: readonly string[], place: string, work: () => Promise<T>): Promise<T | string> => {
  mkdirSync(place, { recursive: true });
  if (spawnSync('mount', [...args, place]).status !== 0) return 'skipped: no file system can be mounted here';
  try {
    return await work();
  } finally {
    spawnSync('umount', [place]);
  }
};

const fullDisk: Fault = {
  name: 'disk full (a file system of 64 KiB)',
  holds: 'Said in one sentence, status 2; what stood there stays; what was found is told.',
  provoke: (folder) =>
    mounted(['-t', 'tmpfs', '-o', 'size=64k', 'coldcase'], join(folder, 'small'), async () => {
      const small = join(folder, 'small');
      writeFileSync(join(small, 'report.html'), 'old');
      const report = await run([log, '--output', `html=${join(small, 'report.html')}`, '--quiet'], { folder });
      const piped = await run([log, '--format', 'html'], { folder, behind: `> ${join(small, 'piped')}` });
      execFileSync('rm', [join(small, 'piped')]);
      mkdirSync(join(folder, 'logs'));
      for (let at = 0; at < 200; at++) writeFileSync(join(folder, `logs/${at}.log`), `${lesson}${at}\n`);
      const fleet = await run(['fleet', 'logs', '--state', join(small, 'state.jsonl'), '--quiet'], { folder });
      writeFileSync(join(folder, 'base.log'), lesson);
      const baseline = await run(['baseline', 'record', '--file', join(small, 'base.json'), 'base.log'], { folder });
      return outcome(4, '`--output`, `> FILE`, `fleet --state`, `baseline record`', [
        [report.status === 2 && /disk is full/.test(report.err) && readFileSync(join(small, 'report.html'), 'utf8') === 'old', `--output: ${report.err}`],
        [report.out.length > 0, '--output: the answer is not told'],
        [piped.status === 2 && /cannot be written \(ENOSPC\)/.test(piped.err), `> FILE: ${piped.status} ${piped.err}`],
        [fleet.status === 2 && fleet.err.trim().split('\n').length === 1 && /of 200\s+starts/.test(fleet.out), `fleet: ${fleet.out}${fleet.err}`],
        [[0, 2].includes(baseline.status ?? -1) && !/bug/.test(baseline.err), `baseline: ${baseline.err}`],
      ]);
    }),
};

const readError: Fault = {
  name: 'read error (EIO) at once, and in the middle of a file (a disk whose end is gone)',
  holds: 'The file is named with the error; the others of a fleet go on.',
  provoke: async (folder) => {
    const image = join(folder, 'image');
    writeFileSync(image, '');
    truncateSync(image, 16 << 20);
    if (spawnSync('mkfs.ext4', ['-q', '-F', '-b', '1024', image]).status !== 0) return 'skipped: there is no mkfs.ext4';
    const place = join(folder, 'disk');
    const filled = await mounted(['-o', 'loop', image], place, async () =>
      writeFileSync(join(place, 'big.log'), lesson.repeat(Math.ceil(9e6 / lesson.length))),
    );
    if (typeof filled === 'string') return filled;
    return mounted(['-o', 'loop,ro', image], place, async () => {
      truncateSync(image, 15 << 20);
      const middle = await run([join(place, 'big.log'), '--quiet'], { folder });
      mkdirSync(join(folder, 'logs'));
      for (let at = 0; at < 5; at++) writeFileSync(join(folder, `logs/${at}.log`), `${lesson}${at}\n`);
      symlinkSync('/proc/self/mem', join(folder, 'logs/mem.log'));
      const fleet = await run(['fleet', 'logs', '--quiet'], { folder });
      return outcome(2, 'one log; a fleet of 6 files', [
        [
          middle.status === 2 && /big\.log: reading stopped \(EIO: .*what came before it is used/.test(middle.err) && middle.out.length > 0,
          `in the middle: ${middle.status} ${middle.err}`,
        ],
        [fleet.status === 2 && /mem\.log: it cannot be read \(EIO\)/.test(fleet.err) && /5\s+starts/.test(fleet.out), `fleet: ${fleet.out}${fleet.err}`],
      ]);
    });
  },
};

const ready = 'Application startup complete.\n';

/** Follows a log that is changed while it is read; what was said when the start was over. */
const followed = async (folder: string, name: string, change: (file: string) => Promise<void>, env: { readonly [name: string]: string } = {}) => {
  const file = join(folder, name);
  writeFileSync(file, '2026-01-01 00:00:00 INFO begins\n');
  const running = start([file, '--follow', '--format', 'json'], { folder, env });
  await sleep(4000);
  await change(file);
  await sleep(600);
  writeFileSync(file, `2026-01-01 00:00:09 INFO Loading weights: 1.8s\n2026-01-01 00:00:10 INFO ${ready}`, { flag: 'a' });
  const ended = await Promise.race([running.ended, sleep(30_000)]);
  running.kill();
  return ended;
};

const rotation: Fault = {
  name: 'the log is rotated, copied and truncated, or taken away and made anew during `--follow`',
  holds: 'What is written after that is read, and the start ends.',
  provoke: async (folder) => {
    const changes: readonly (readonly [string, (file: string) => Promise<void>])[] = [
      ['rotated', async (file) => void execFileSync('mv', [file, `${file}.1`])],
      ['truncated', async (file) => truncateSync(file, 0)],
      ['removed', async (file) => void execFileSync('rm', [file])],
    ];
    const checks = await Promise.all(
      changes.map(async ([name, change]) => {
        const ended = await followed(folder, `${name}.log`, change);
        const isRead = ended?.status === 0 && /"attributedSeconds"[^}]*"startup": 1\.8/.test(ended.out);
        return [isRead, `${name}: ${ended?.status} ${ended?.err} ${ended?.out.slice(0, 300)}`] as const;
      }),
    );
    return outcome(changes.length, changes.map(([name]) => name).join(', '), checks);
  },
};

/** Steps what the process takes for the time of the day, 2 s after it began: no machine's clock is touched. */
const steppedBy = (seconds: number): { readonly NODE_OPTIONS: string } => {
  const step = `const now = Date.now; let by = 0; Date.now = () => now() + by; setTimeout(() => { by = ${1000 * seconds}; }, 2000).unref();`;
  return { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(step)}` };
};

const steppedClock: Fault = {
  name: 'the clock is stepped by a day, forth or back, during `--follow`',
  holds: 'What is written after that is read, and the start ends.',
  provoke: async (folder) => {
    const steps = [86_400, -86_400];
    const checks = await Promise.all(
      steps.map(async (seconds) => {
        const ended = await followed(folder, `${seconds}.log`, async () => {}, steppedBy(seconds));
        const isRead = ended?.status === 0 && /"attributedSeconds"[^}]*"startup": 1\.8/.test(ended.out);
        return [isRead, `${seconds} s: ${ended?.status} ${ended?.err} ${ended?.out.slice(0, 300)}`] as const;
      }),
    );
    return outcome(steps.length, 'a day forth, a day back', checks);
  },
};

const brokenPipe: Fault = {
  name: 'SIGPIPE: the reader of each format ends after nine bytes, or before the first',
  holds: 'Nothing on standard error, no status of a bug.',
  provoke: async (folder) => {
    const names = [...formats.keys()];
    const checks: (readonly [boolean, string])[] = [];
    for (const name of names) {
      for (const reader of ['| head -c 9', '| true']) {
        const { status, err } = await run([log, '--format', name, '--quiet'], { folder, behind: reader });
        checks.push([status === 0 && err === '', `${name} ${reader}: ${status} ${err}`]);
      }
    }
    return outcome(2 * names.length, `${names.length} formats`, checks);
  },
};

const fewHandles: Fault = {
  name: 'out of file handles (`ulimit -n` 32 to 64) with 60 logs',
  holds: 'Each log is told of or named; no hang, no crash.',
  provoke: async (folder) => {
    mkdirSync(join(folder, 'logs'));
    for (let at = 0; at < 60; at++) writeFileSync(join(folder, `logs/${at}.log`), `${lesson}${at}\n`);
    const checks: (readonly [boolean, string])[] = [];
    const told: string[] = [];
    // With fewer, Node 24 cannot load its own modules.
    for (const handles of [32, 40, 48, 64]) {
      const { status, out, err } = await run(['fleet', 'logs', '--quiet'], { folder, before: `ulimit -n ${handles};` });
      const read = Number(/(\d+)\s+starts?\./.exec(out)?.[1] ?? 0);
      const named = err.split('\n').filter((line) => /logs\/\d+\.log: /.test(line)).length;
      told.push(`${handles}: ${read} read, ${named} named`);
      checks.push([read + named === 60 && status === (named > 0 ? 2 : 0), `${handles} handles: ${status} ${out} ${err.slice(0, 300)}`]);
    }
    return outcome(4, told.join('; '), checks);
  },
};

const workerMemory: Fault = {
  name: 'out of memory in a worker of `coldcase fleet` (a heap of 32 MB; one log of 9,000 replicas)',
  holds: 'The log is named, the others go on.',
  provoke: async (folder) => {
    mkdirSync(join(folder, 'logs'));
    for (let at = 0; at < 8; at++) writeFileSync(join(folder, `logs/${at}.log`), `${lesson}${at}\n`);
    const lines = Array.from({ length: 90_000 }, (_, at) => `[pod/scorer-${at % 9000}/main] Loading weights: ${at}.8s`);
    writeFileSync(join(folder, 'logs/3-large.log'), lines.join('\n'));
    const { status, out, err } = await run(['fleet', 'logs', '--quiet', '--workers', '2'], { folder, env: { NODE_OPTIONS: '--max-old-space-size=32' } });
    return outcome(1, err.trim().replaceAll(/\s+/g, ' ').slice(0, 140), [
      [status === 2 && /3-large\.log: could not be read to its end/.test(err) && /8\s+starts/.test(out), `${status} ${out} ${err.slice(0, 400)}`],
    ]);
  },
};

/** What goes wrong around a command: disk, files, pipes, limits. */
export const surroundings: readonly Fault[] = [fullDisk, readError, rotation, steppedClock, brokenPipe, fewHandles, workerMemory];
