import { cpSync, existsSync, type FSWatcher, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { run, start } from './command.js';
import type { Fault, FaultSettings, Outcome } from './fault.js';

/** A command that writes, as it is killed. */
type Writer = {
  readonly command: string;
  readonly args: readonly string[];
  /** Puts into the folder what stands there before. */
  readonly prepare: (folder: string) => Promise<void>;
  /** What of the folder is not as it was, nor as it should become; null: nothing. */
  readonly wrong: (folder: string) => string | null;
  /** A lock outlives its owner for ten seconds: such a one is run again in few rounds only. */
  readonly isLocked: boolean;
};

const log = resolve('fixtures/lesson.log');
const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

const parses = (folder: string, name: string, read: (text: string) => unknown): string | null => {
  if (!existsSync(join(folder, name))) return `${name} is gone`;
  try {
    read(textOf(folder, name));
    return null;
  } catch {
    return `${name} is half a file`;
  }
};

const runsIn = (folder: string, name: string): number => (JSON.parse(textOf(folder, name)) as { runs: unknown[] }).runs.length;

const recordInto = async (folder: string, file: string, line: string): Promise<void> => {
  writeFileSync(join(folder, `${file}.log`), `${readFileSync(log, 'utf8')}${line}\n`);
  await run(['baseline', 'record', '--file', file, `${file}.log`, '--quiet'], { folder });
};

const baselineWrong = (folder: string): string | null => parses(folder, 'base.json', JSON.parse) ?? (runsIn(folder, 'base.json') < 1 ? 'a run is lost' : null);

const fleetLogs = (folder: string): void => {
  mkdirSync(join(folder, 'logs'));
  for (let at = 0; at < 200; at++) writeFileSync(join(folder, `logs/${at}.log`), `${readFileSync(log, 'utf8')}replica ${at}\n`);
};

/** All lines of a state but the last one, which a kill may cut. */
const stateWrong = (folder: string): string | null => {
  if (!existsSync(join(folder, 'state.jsonl'))) return null;
  const lines = textOf(folder, 'state.jsonl').split('\n').slice(0, -1);
  const torn = lines.filter((line) => {
    try {
      return line !== '' && JSON.parse(line) === null;
    } catch {
      return true;
    }
  });
  return torn.length > 0 ? `${torn.length} lines of the state are torn` : null;
};

const writers: readonly Writer[] = [
  {
    command: 'coldcase LOG --output json=report.json --output html=report.html',
    args: [log, '--output', 'json=report.json', '--output', 'html=report.html', '--quiet'],
    prepare: async (folder) => writeFileSync(join(folder, 'report.json'), '{"old":true}'),
    wrong: (folder) => parses(folder, 'report.json', JSON.parse),
    isLocked: false,
  },
  {
    command: 'coldcase baseline record',
    args: ['baseline', 'record', '--file', 'base.json', log, '--quiet'],
    prepare: (folder) => recordInto(folder, 'base.json', 'another start'),
    wrong: baselineWrong,
    isLocked: true,
  },
  {
    command: 'coldcase baseline merge --into',
    args: ['baseline', 'merge', '--into', 'base.json', 'base.json', 'other.json'],
    prepare: async (folder) => {
      await recordInto(folder, 'base.json', 'one');
      await recordInto(folder, 'other.json', 'another');
    },
    wrong: baselineWrong,
    isLocked: true,
  },
  {
    command: 'coldcase init --force',
    args: ['init', log, '--force'],
    prepare: async (folder) => writeFileSync(join(folder, 'coldcase.yaml'), 'version: 1\n'),
    wrong: (folder) => parses(folder, 'coldcase.yaml', (text) => parse(text) as unknown),
    isLocked: true,
  },
  {
    command: 'coldcase fleet --state',
    args: ['fleet', 'logs', '--state', 'state.jsonl', '--quiet', '--output', 'json=fleet.json'],
    prepare: async (folder) => fleetLogs(folder),
    wrong: stateWrong,
    isLocked: false,
  },
];

/** What a kill may leave beside the files: a draft that is nobody's. */
const drafts = (folder: string): number => readdirSync(folder).filter((name) => name.startsWith('.coldcase-')).length;

/** Half of the kills come at any moment of a usual run, half just as something in the folder changes. */
const killed = async (writer: Writer, folder: string, usualMilliseconds: number, isAtWriting: boolean, random: () => number): Promise<boolean> => {
  const running = start(writer.args, { folder });
  let watcher: FSWatcher | null = null;
  const changed = new Promise<void>((seen) => {
    watcher = watch(folder, () => seen());
  });
  await Promise.race([running.ended, isAtWriting ? changed.then(() => sleep(random() * 4)) : sleep(random() * usualMilliseconds * 1.1)]);
  (watcher as FSWatcher | null)?.close();
  running.kill();
  return (await running.ended).status === null;
};

const provoke = async (writer: Writer, top: string, { rounds, random }: FaultSettings): Promise<Outcome> => {
  const before = join(top, 'before');
  mkdirSync(before);
  await writer.prepare(before);
  const whole = join(top, 'whole');
  cpSync(before, whole, { recursive: true });
  const begin = performance.now();
  const { out } = await run(writer.args, { folder: whole });
  const usual = performance.now() - begin;
  const wrong: string[] = [];
  let [caught, left, again] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const folder = join(top, `round-${round}`);
    cpSync(before, folder, { recursive: true });
    if (await killed(writer, folder, usual, round % 2 === 1, random)) caught++;
    const found = writer.wrong(folder);
    if (found !== null) wrong.push(found);
    left += drafts(folder);
    if (!writer.isLocked || round % 8 === 7) {
      again++;
      const next = await run(writer.args, { folder });
      if (next.status !== 0 || next.out !== out) wrong.push(`the next run ended with ${next.status}: ${next.err}`);
    }
    rmSync(folder, { recursive: true });
  }
  return { times: rounds, seen: `${caught} died in the middle; ${again} run again, each to the same answer; ${left} drafts left beside`, wrong };
};

/** Each command that writes, killed at random moments. */
export const kills: readonly Fault[] = writers.map((writer) => ({
  name: `kill −9 of \`${writer.command}\``,
  holds: 'Old file or new one, whole; nothing recorded is lost; the next run does what this one would have done.',
  provoke: (folder, settings) => provoke(writer, folder, settings),
}));
