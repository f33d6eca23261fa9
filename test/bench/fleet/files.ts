import { rmSync } from 'node:fs';
import { medianInterval } from '../../../src/statistics/median-interval.js';
import { median } from '../../../src/statistics/quantile.js';
import { isInstalled, runNode, type Spent } from '../child.js';
import { type Contestant, roundsOf } from '../in-turn.js';
import { ripgrep, writePatterns } from '../throughput.js';
import type { LogFolder } from './logs.js';
import { intervalWords, markdownTable } from './markdown-table.js';

export const program = 'dist/bin/coldcase.js';

export type FilesFigures = {
  readonly table: string;
  /** How many times as fast by the clock two workers are as one. */
  readonly scaling: string;
  /** Processor time of one worker, in seconds. */
  readonly processorSeconds: number;
  readonly peakMegabytes: number;
};

const goal = 1.7;

/** A folder of logs by one worker and by two, beside ripgrep with the same patterns. */
export const benchFiles = ({ path, files, bytes }: LogFolder, rounds: number): FilesFigures => {
  const patterns = writePatterns();
  try {
    const fleet = (workers: number): Contestant => ({
      name: `\`coldcase fleet --workers ${workers}\``,
      words: [process.execPath, program, 'fleet', path, '--workers', String(workers), '--format', 'json'],
    });
    // What two cores of this machine give where nothing is shared but they themselves.
    const halves = ['[02468]', '[13579]'].map((digits) => `${process.execPath} ${program} fleet '${path}/pod-*${digits}.log' --workers 1 --format json &`);
    const apart: Contestant = { name: 'two processes, half of the files each', words: ['bash', '-c', `${halves.join(' ')} wait`] };
    const searched = (threads: number): Contestant => ({ name: `\`rg -c -f -j${threads}\``, words: [...ripgrep, `-j${threads}`, '-f', patterns, path] });
    const contestants = [fleet(1), fleet(2), apart, ...(isInstalled('rg') ? [searched(1), searched(2)] : [])];
    const spent = roundsOf(contestants, rounds);
    const middle = (own: readonly Spent[] | undefined, of: keyof Spent): number => median((own ?? []).map((one) => one[of]));
    const rows = contestants.map(({ name }, place) => {
      const [clock, processor] = [middle(spent[place], 'clock'), middle(spent[place], 'processor')];
      return [name, `${clock.toFixed(2)} s`, `${processor.toFixed(2)} s`, (files / clock).toFixed(0), (bytes / 1e6 / clock).toFixed(1)];
    });
    const [one = [], two = [], both = []] = spent;
    const ratios = (own: readonly Spent[], of: keyof Spent): number[] => one.map((alone, round) => alone[of] / (own[round]?.[of] ?? Number.NaN));
    const faster = medianInterval(ratios(two, 'clock'));
    const most = medianInterval(ratios(two, 'processor').map((ratio) => 2 * ratio));
    const peak = runNode([program, 'fleet', path, '--workers', '2', '--format', 'json']).peakBytes ?? Number.NaN;
    return {
      table: markdownTable(['', 'by the clock', 'processor time', 'files/s', 'MB/s'], rows),
      scaling: `Two workers are ${intervalWords(faster)} times as fast as one (goal: ${goal}, ${faster.estimate >= goal ? 'reached' : 'missed'}). By their processor time, which what else runs hardly moves, two cores that are free give ${intervalWords(most)}. Two processes that share nothing are ${intervalWords(medianInterval(ratios(both, 'clock')))} times as fast here.`,
      processorSeconds: middle(one, 'processor'),
      peakMegabytes: peak / 1e6,
    };
  } finally {
    rmSync(patterns);
  }
};
