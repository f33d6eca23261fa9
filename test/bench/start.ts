import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './child.js';
import { shortVllmLog } from './vllm-log.js';

const program = 'dist/bin/coldcase.js';

/** How long the command takes to start, against Node doing nothing: medians of runs in turn, so that a busy machine is busy for all. */
export function benchStart(rounds: number): void {
  const log = join(tmpdir(), `coldcase-bench-${process.pid}.log`);
  writeFileSync(log, shortVllmLog(100));
  const contestants = [
    { name: 'node -e 0', words: ['-e', '0'], limit: null, seconds: [] as number[] },
    { name: 'coldcase --version', words: [program, '--version'], limit: 1.5, seconds: [] as number[] },
    { name: 'coldcase, 100 lines', words: [program, log], limit: 2.5, seconds: [] as number[] },
  ];
  for (const { words } of contestants) run(process.execPath, words);
  for (let round = 0; round < rounds; round += 1) {
    for (const { words, seconds } of contestants) seconds.push(run(process.execPath, words).seconds);
  }
  rmSync(log);

  const nothing = median(contestants[0]?.seconds ?? []);
  console.log(`start, median of ${rounds} alternating runs on Node ${process.versions.node}`);
  for (const { name, seconds, limit } of contestants) {
    const ratio = median(seconds) / nothing;
    const goal = limit === null ? '' : `   goal ≤ ${limit.toFixed(2)} ${ratio <= limit ? 'reached' : 'MISSED'}`;
    console.log(`  ${name.padEnd(22)} ${(median(seconds) * 1000).toFixed(1).padStart(7)} ms   ${ratio.toFixed(2)} ×${goal}`);
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
