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
    contestant('node -e 0', ['-e', '0'], null),
    contestant('coldcase --version', [program, '--version'], 1.2),
    contestant('coldcase, 100 lines', [program, log], 2.5),
    contestant('  without code cache', [program, log], null, { NODE_DISABLE_COMPILE_CACHE: '1' }),
  ];
  for (const { words, env } of contestants) run(process.execPath, words, env);
  for (let round = 0; round < rounds; round += 1) {
    for (const { words, env, seconds } of contestants) seconds.push(run(process.execPath, words, env).seconds);
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

function contestant(name: string, words: readonly string[], limit: number | null, env: NodeJS.ProcessEnv = {}) {
  return { name, words, limit, env, seconds: [] as number[] };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
