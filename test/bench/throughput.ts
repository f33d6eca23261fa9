import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtinRules } from '../../src/rules/builtin.js';
import { isInstalled, run, runNode } from './child.js';
import { toRipgrep } from './ripgrep-patterns.js';
import { writeVllmLog } from './vllm-log.js';

/** How fast a long vLLM log is read and diagnosed, beside ripgrep counting the lines that the same patterns match. */
export async function benchThroughput(bytes: number): Promise<void> {
  const log = join(tmpdir(), `coldcase-bench-${bytes}.log`);
  if (!existsSync(log) || statSync(log).size < bytes) await writeVllmLog(log, bytes);
  const megabytes = statSync(log).size / 1e6;
  const rate = (seconds: number) => `${(megabytes / seconds).toFixed(0).padStart(6)} MB/s  ${seconds.toFixed(2).padStart(6)} s`;
  console.log(`\n${megabytes.toFixed(0)} MB of vLLM log, best of 2 (the first fills the page cache)`);

  const diagnose = () => runNode(['dist/bin/coldcase.js', 'diagnose', '--format', 'json', log]);
  const runs = [diagnose(), diagnose()].sort((a, b) => a.seconds - b.seconds);
  const peak = Math.max(...runs.map((one) => one.peakBytes ?? Number.NaN)) / 1e6;
  const seconds = runs[0]?.seconds ?? Number.NaN;
  console.log(`  coldcase diagnose      ${rate(seconds)}   goal ≥ 150 ${megabytes / seconds >= 150 ? 'reached' : 'MISSED'}`);
  console.log(`  peak memory            ${peak.toFixed(0).padStart(6)} MB              goal < 300 ${peak < 300 ? 'reached' : 'MISSED'}`);
  benchRipgrep(log, rate);
  console.log(`  (the log stays at ${log} for the next run)`);
}

function benchRipgrep(log: string, rate: (seconds: number) => string): void {
  if (!isInstalled('rg')) {
    console.log('  rg -c -f               skipped: ripgrep is not on PATH');
    return;
  }
  const patterns = builtinRules.runtimes.flatMap((runtime) => [...runtime.detect, ...runtime.signals.flatMap((signal) => signal.pattern)]);
  const understood = patterns.flatMap((pattern) => toRipgrep(pattern) ?? []);
  const file = join(tmpdir(), `coldcase-bench-${process.pid}.patterns`);
  writeFileSync(file, `${understood.join('\n')}\n`);
  try {
    const words = ['-c', '-a', '--no-unicode', '--dfa-size-limit', '1G', '--regex-size-limit', '1G', '-f', file, log];
    const seconds = Math.min(run('rg', words).seconds, run('rg', words).seconds);
    console.log(`  rg -c -f               ${rate(seconds)}   ${understood.length} of ${patterns.length} patterns`);
  } finally {
    rmSync(file);
  }
}
