import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtinRules } from '../../src/rules/builtin.js';
import { listOf } from '../../src/rules/one-or-more.js';
import { isInstalled, run, runNode } from './child.js';
import { type Contestant, inTurn, type Result } from './in-turn.js';
import { type Kind, logOf } from './logs.js';
import { toRipgrep } from './ripgrep-patterns.js';

const program = 'dist/bin/coldcase.js';

/** What reading and splitting alone costs in Node: each line as a string, and nothing done with it. */
const readAndSplit = `
let lines = 0, rest = '';
require('fs').createReadStream(process.argv[1], { highWaterMark: 1048576, encoding: 'latin1' })
  .on('data', (text) => { const all = (rest + text).split('\\n'); rest = all.pop(); lines += all.length; })
  .on('end', () => console.log(lines));`;

export type Throughput = { readonly megabytes: number; readonly results: readonly Result[]; readonly peakMegabytes: number };

/** A diagnosis of a long log beside ripgrep counting the lines that the same patterns match, lnav with one filter, and a plain read. */
export function benchThroughput(kind: Kind, bytes: number, rounds: number): Throughput {
  const log = logOf(kind, bytes);
  const patterns = writePatterns();
  try {
    const all: (Contestant & { readonly needs?: string })[] = [
      { name: '`rg -c -f`, the same patterns', words: [...ripgrep, '-f', patterns, log], needs: 'rg' },
      { name: 'read and split in Node', words: [process.execPath, '-e', readAndSplit, log] },
      { name: '`coldcase`', words: [process.execPath, program, '--format', 'json', log], limit: 1 / 0.75 },
      { name: '`lnav -n`, one filter', words: ['lnav', '-n', '-c', ':filter-in Application startup complete', log], needs: 'lnav' },
    ];
    const results = inTurn(
      all.filter(({ needs }) => needs === undefined || isInstalled(needs)),
      rounds,
    );
    const peak = runNode([program, '--format', 'json', log]).peakBytes ?? Number.NaN;
    return { megabytes: statSync(log).size / 1e6, results, peakMegabytes: peak / 1e6 };
  } finally {
    rmSync(patterns);
  }
}

/** ripgrep, counting lines in the bytes as they are; patterns of thousands of alternatives fit. */
export const ripgrep = ['rg', '-c', '-a', '--no-unicode', '--dfa-size-limit', '1G', '--regex-size-limit', '1G'];

/** The rules' patterns in a file, one a line, as ripgrep takes them. */
export function writePatterns(): string {
  const patterns = builtinRules.runtimes.flatMap(({ detect, signals }) => [...detect, ...signals.flatMap((signal) => listOf(signal.pattern))]);
  const path = join(tmpdir(), `coldcase-bench-${process.pid}.patterns`);
  writeFileSync(path, `${patterns.flatMap((pattern) => toRipgrep(pattern) ?? []).join('\n')}\n`);
  return path;
}

/** A diagnosis of a compressed log beside its decompressor, which writes nowhere. */
export function benchCompressed(bytes: number, rounds: number): Result[] {
  const log = logOf('steady', bytes);
  const packed = `${log}.gz`;
  if (!existsSync(packed)) run('gzip', ['-k', '-1', log]);
  return inTurn(
    [
      { name: '`gzip -dc`', words: ['gzip', '-dc', packed] },
      { name: '`coldcase`, .gz', words: [process.execPath, program, '--format', 'json', packed], limit: 1.5 },
    ],
    rounds,
  );
}

/** A diagnosis of the same log at several sizes: what a byte costs, in times of what it costs at the smallest. */
export function benchSizes(sizes: readonly number[], rounds: number): Result[] {
  const contestants = sizes.map(
    (size): Contestant => ({ name: `${size / 1e6} MB`, words: [process.execPath, program, '--format', 'json', logOf('steady', size)] }),
  );
  const smallest = sizes[0] ?? Number.NaN;
  return inTurn(contestants, rounds).map((result, index) => {
    const times = (sizes[index] ?? Number.NaN) / smallest;
    return { ...result, ratio: result.ratio / times, low: result.low / times, high: result.high / times, clockRatio: result.clockRatio / times };
  });
}
