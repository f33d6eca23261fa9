import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from '../../../src/statistics/quantile.js';
import { isInstalled, run, type Spent } from '../child.js';
import { type Contestant, roundsOf } from '../in-turn.js';
import { ripgrep, writePatterns } from '../throughput.js';
import { program } from './files.js';
import { markdownTable } from './markdown-table.js';

export type PushDownFigures = {
  readonly table: string;
  readonly words: string;
  readonly movedBytesPerBoot: number;
  /** Processor time of the engine and the client for a byte of lines, in seconds. */
  readonly processorSecondsPerByte: number;
};

/** What `chdb-child.ts … bounds` prints. */
type Bounds = { readonly [of in 'read' | 'search' | 'whose']: Spent } & { readonly packed: number };

const goals = { bytesPerSecond: 1e9, movedShare: 0.05 };
const child = (home: string, folder: string, ...words: readonly string[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  'test/bench/fleet/chdb-child.ts',
  home,
  folder,
  ...words,
];

/** The folder whose packages have chdb: this one, or the one that COLDCASE_CHDB names; null: none. */
export const chdbHome = (): string | null => {
  const home = resolve(process.env.COLDCASE_CHDB ?? '.');
  try {
    createRequire(join(home, 'package.json')).resolve('chdb');
    return home;
  } catch {
    return null;
  }
};

/** The table and its lines as files, in the temporary folder. */
const tableFolder = (home: string, pods: number, lines: number): string => {
  const folder = join(tmpdir(), `coldcase-bench-vllm-table-${pods}-${lines}`);
  if (existsSync(folder)) return folder;
  rmSync(`${folder}.draft`, { recursive: true, force: true });
  spawnSync('mkdir', [`${folder}.draft`]);
  const [command = '', ...words] = child(home, `${folder}.draft`, 'make', String(pods), String(lines));
  run(command, words);
  renameSync(`${folder}.draft`, folder);
  return folder;
};

/** A table of so many pods with so many lines each, read by push-down, beside all of its lines selected, and the same lines as files. */
export const benchPushDown = (
  home: string,
  { pods, lines, rounds }: { readonly pods: number; readonly lines: number; readonly rounds: number },
): PushDownFigures => {
  const folder = tableFolder(home, pods, lines);
  const logs = join(folder, 'logs');
  const patterns = writePatterns();
  // What takes its packages from the folder it is called in.
  const fleet = ['env', '-C', home, process.execPath, resolve(program), 'fleet'];
  const from = ['--from', `chdb:${join(folder, 'data')}`, '--format', 'json'];
  const contestants: Contestant[] = [
    { name: '`coldcase fleet --from chdb:…`', words: [...fleet, ...from] },
    { name: 'the same of no lines (`--until 2000-01-01`)', words: [...fleet, ...from, '--until', '2000-01-01'] },
    { name: '`SELECT Timestamp, Body` of all lines', words: child(home, folder, 'select') },
    { name: '`coldcase fleet`, the lines as files, two workers', words: [...fleet, logs, '--workers', '2', '--format', 'json'] },
    ...(isInstalled('rg') ? [{ name: '`rg -c -f -j2`, the same files', words: [...ripgrep, '-j2', '-f', patterns, logs] }] : []),
  ];
  try {
    const spent = roundsOf(contestants, rounds);
    const { stderr } = spawnSync('env', [...fleet.slice(1), ...from], { encoding: 'utf8' });
    const told = /streams, ([\d.]+) MiB of lines, of which ([\d.]+) MiB/.exec(stderr);
    if (told === null) throw new Error(`coldcase fleet ${from.join(' ')}: ${stderr}`);
    const [, all = Number.NaN, moved = Number.NaN] = told.map(Number);
    const bytes = all * 1024 ** 2;
    const middle = (own: readonly Spent[] | undefined, of: keyof Spent): number => median((own ?? []).map((one) => one[of]));
    const fileBytes = readdirSync(logs).reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
    const travelled = [moved, 0, fileBytes / 1024 ** 2, fileBytes / 1024 ** 2, fileBytes / 1024 ** 2];
    const rows = contestants.map(({ name }, place) => {
      const [clock, processor] = [middle(spent[place], 'clock'), middle(spent[place], 'processor')];
      return [
        name,
        `${clock.toFixed(2)} s`,
        `${processor.toFixed(2)} s`,
        `${(bytes / 1e6 / clock).toFixed(0)} MB/s`,
        `${(travelled[place] ?? 0).toFixed(1)} MiB`,
      ];
    });
    const [whole, none] = [spent[0], spent[1]];
    const beyond = median((whole ?? []).map(({ clock }, round) => clock - (none?.[round]?.clock ?? 0)));
    const bounds = JSON.parse(run(process.execPath, child(home, folder, 'bounds').slice(1)).stdout) as Bounds;
    const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'missed');
    const speed = bytes / beyond;
    const ownProcessor = middle(whole, 'processor') - middle(none, 'processor');
    const rate = (seconds: number): string => `${(bytes / 1e9 / seconds).toFixed(2)} GB/s`;
    const engine = ({ clock, processor }: Spent): string => `${rate(clock)} (${rate(processor)} a core)`;
    return {
      table: markdownTable(['', 'by the clock', 'processor time', 'of lines', 'travelled'], rows),
      words: [
        `${all.toFixed(0)} MiB of lines of ${pods} replicas of vLLM, which lie ${bounds.packed.toFixed(1)} times smaller in the table; ${((moved / all) * 100).toFixed(2)} % of the bytes travel (goal: 5 %, ${verdict(moved / all < goals.movedShare)}).`,
        `${rate(beyond)} beyond the start of the engine (goal: 1 GB/s, ${verdict(speed >= goals.bytesPerSecond)}), ${rate(middle(whole, 'clock'))} with it. By processor time ${rate(ownProcessor)} a core: 1 GB/s takes ${((goals.bytesPerSecond * ownProcessor) / bytes).toFixed(1)} cores that are free.`,
        `What bounds it here, by the same engine in the same run: to read the lines and do nothing with them ${engine(bounds.read)}; to look for one word in them ${engine(bounds.search)}; to read, beside them, whose they are, the time of ${engine(bounds.whose)}.`,
      ].join('\n\n'),
      movedBytesPerBoot: (moved * 1024 ** 2) / pods,
      processorSecondsPerByte: ownProcessor / bytes,
    };
  } finally {
    rmSync(patterns);
  }
};
